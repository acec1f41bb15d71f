import { type Evidence, judge, type Verdict, VERDICT_LETTERS } from '#audibility';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { evidence, heard } from './builders.js';

const ms = fc.integer({ min: 0, max: 1500 });
const dbov = fc.integer({ min: -127, max: 0 });
const flaw = fc.constantFrom('repeated', 'reset', 'gap', 'clock');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const claim = fc.record({
  received: fc.integer({ min: 0, max: 200 }),
  played: ms,
  concealed: ms,
  silent: ms,
  buffer: fc.option(ms),
  level: dbov,
  element: fc.constantFrom('on', 'muted', 'volume-0', 'paused', 'absent'),
});
const source = fc.record({ page: maybe(dbov), plane: maybe(dbov) });
const listener = fc.record({
  level: fc.option(dbov),
  rtt: fc.option(ms),
  output: fc.constantFrom('there', 'gone'),
  playout: fc.option(ms),
});
const packets = fc.integer({ min: 0, max: 300 });
const report = fc.integer({ min: 1, max: 10 }).chain((seconds) =>
  fc.record({
    seconds: fc.constant(seconds),
    ...{ received: packets, lost: packets, forwarded: packets },
    claimed: fc.record({ seconds: fc.integer({ min: 0, max: seconds }), received: packets, played: ms, concealed: ms }),
  }),
);
const anyEvidence = fc.record({
  source,
  sourceBefore: source,
  speakerRtt: maybe(ms),
  listener: maybe(fc.oneof(listener, flaw)),
  heard: maybe(fc.oneof(claim, flaw)),
  forwarded: maybe(packets),
  forwardedLately: maybe(packets),
  report: maybe(report),
}) as fc.Arbitrary<Evidence>;

const GOOD: readonly Verdict[] = ['HEARD', 'STRAINED'];
const NOT_BELIEVED: readonly Verdict[] = ['DISAGREE', 'UNKNOWN'];
const RUNS = { numRuns: 1000, seed: 8 };
/** Claims that are believed where everything was forwarded and nothing is known to be lost. */
const speech = fc.record({ page: fc.integer({ min: -40, max: 0 }), plane: maybe(fc.integer({ min: -40, max: 0 })) });
const whole = fc.record({
  ...{ received: fc.integer({ min: 1, max: 200 }), played: fc.integer({ min: 500, max: 1500 }) },
  ...{ concealed: fc.integer({ min: 0, max: 50 }), silent: fc.constant(0), buffer: fc.option(ms) },
  ...{ level: fc.integer({ min: -60, max: 0 }), element: fc.constant('on' as const) },
});
const goodClaim = fc
  .record({ source: speech, sourceBefore: speech, speakerRtt: maybe(ms), heard: whole })
  .map((one) => evidence({ ...one, forwarded: 200, forwardedLately: 1000 }));
const impaired = goodClaim.map((one) => ({ ...one, heard: heard({ concealed: 100 }) }));

it('is always exactly one', () => {
  const seen = new Set<Verdict>();
  fc.assert(
    fc.property(fc.oneof(anyEvidence, goodClaim, impaired), (any) => {
      const { verdict } = judge(any);
      seen.add(verdict);
      expect(Object.keys(VERDICT_LETTERS)).toContain(verdict);
    }),
    RUNS,
  );
  expect([...seen].sort()).toEqual(Object.keys(VERDICT_LETTERS).sort());
});

it('a claim to have heard what was not forwarded is never believed', () => {
  fc.assert(
    fc.property(goodClaim, (any) => {
      expect(GOOD).toContain(judge(any).verdict);
      expect(NOT_BELIEVED).toContain(judge({ ...any, forwarded: 0 }).verdict);
    }),
    RUNS,
  );
});

it('a claim to have heard over reports of more and more loss is never believed', () => {
  fc.assert(
    fc.property(
      goodClaim,
      fc.integer({ min: 20, max: 250 }),
      fc.integer({ min: 1, max: 10 }),
      (any, share, seconds) => {
        if (typeof any.heard !== 'object') return;
        const claimed = { seconds, received: 50 * seconds, played: any.heard.played * seconds, concealed: 0 };
        const lost = Math.ceil((share / 100) * 50 * seconds);
        const lossy = { seconds, received: 50 * seconds, lost, forwarded: 50 * seconds + lost, claimed };
        expect(NOT_BELIEVED).toContain(judge({ ...any, report: lossy }).verdict);
      },
    ),
    RUNS,
  );
});

it('a claim that nothing came, of what was acknowledged, is never believed', () => {
  fc.assert(
    fc.property(goodClaim, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 40, max: 60 }), (any, seconds, each) => {
      if (typeof any.heard !== 'object') return;
      const heard = { ...any.heard, received: 0, played: 1000, concealed: 1000, silent: 900 };
      const claimed = { seconds, received: 0, played: 1000 * seconds, concealed: 1000 * seconds };
      const report = { seconds, received: each * seconds, lost: 0, forwarded: each * seconds, claimed };
      expect(judge({ ...any, heard, report: undefined }).verdict).toBe('NOT_DELIVERED');
      expect(NOT_BELIEVED).toContain(judge({ ...any, heard, report }).verdict);
    }),
    RUNS,
  );
});

it('more concealment, or more delay, never makes it better', () => {
  const RANK: readonly Verdict[] = ['HEARD', 'STRAINED', 'IMPAIRED', 'NOT_DELIVERED'];
  fc.assert(
    fc.property(goodClaim, ms, fc.integer({ min: 0, max: 3000 }), (any, concealed, buffer) => {
      if (typeof any.heard !== 'object') return;
      const worse = { ...any.heard, concealed: Math.min(any.heard.played, any.heard.concealed + concealed) };
      const rank = (heard: typeof worse) => RANK.indexOf(judge({ ...any, heard }).verdict);
      expect(rank(worse)).toBeGreaterThanOrEqual(rank(any.heard));
      const later = { ...any.heard, buffer: (any.heard.buffer ?? 0) + buffer };
      expect(rank(later)).toBeGreaterThanOrEqual(rank(any.heard));
    }),
    RUNS,
  );
});

it('a report that comes later only takes belief away', () => {
  const changes = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(anyEvidence, goodClaim), report, (any, late) => {
      const before = judge({ ...any, report: undefined }).verdict;
      const after = judge({ ...any, report: late }).verdict;
      if (after !== before) {
        expect(NOT_BELIEVED).toContain(after);
        changes.add(after);
      }
    }),
    RUNS,
  );
  expect([...changes].sort()).toEqual(['DISAGREE', 'UNKNOWN']);
});

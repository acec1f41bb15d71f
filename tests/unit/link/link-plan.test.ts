import {
  AUDIO_ON_WIRE,
  capacityOf,
  DIRECTIONS,
  GIVING_WAY,
  LARGEST_LINE,
  LinePlan,
  LEVELS,
  LinkError,
  type LinkPlan,
  type LinkSession,
  streamsOf,
  videoNeed,
} from '#link';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCapacity, anySessions, booths, hearing, MARKING, planFor } from './line-samples.js';

const classPlan = ({ line }: LinkPlan) => {
  if (line.kind !== 'by-class') throw new Error('This plan has no classes.');
  return line;
};
const soundOf = (sessions: readonly LinkSession[], way: 'up' | 'down', opus: 24 | 32) =>
  sessions
    .filter(({ state }) => state === 'running')
    // Sealed sound keeps its size.
    .reduce((sum, { kind, streams }) => sum + streams[way].audio * AUDIO_ON_WIRE[kind === 'booth' ? 32 : opus], 0);
const gave = (plan: LinkPlan, way: 'up' | 'down') =>
  plan.reasons.flatMap((one) => ('direction' in one && one.direction === way ? [one.code] : []));

describe('the capacity of a line', () => {
  it('is what was set or measured, or what nine of ten recent measurements reached', () => {
    expect(capacityOf({ from: 'configured', kbps: 2000.7 })).toBe(2000);
    const measurements = Array.from({ length: 20 }, (_, at) => 2000 - at * 50);
    expect(capacityOf({ from: 'recent', measurements })).toBe(1100);
    expect(capacityOf({ from: 'recent', measurements: [900, Number.NaN, 0] })).toBe(900);
    expect(capacityOf({ from: 'recent', measurements: [LARGEST_LINE * 4] })).toBe(LARGEST_LINE);
  });

  it('is not guessed', () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as LinkError).code;
      }
    };
    expect(code(() => capacityOf({ from: 'recent', measurements: [] }))).toBe('capacity-unknown');
    expect(code(() => capacityOf({ from: 'measured', kbps: 99 }))).toBe('capacity-too-small');
    expect(code(() => streamsOf({ inside: 1, outside: -1 }))).toBe('streams-wrong');
  });
});

describe('streams over the line', () => {
  it('count each receiver outside, and nothing between two inside', () => {
    expect(streamsOf({ inside: 2, outside: 0 }).up.audio).toBe(0);
    const { up, down } = streamsOf({ inside: 1, outside: 3, viewers: 2 });
    expect(up).toEqual({ audio: 17, audioOfOne: 4, video: 9, speakerVideo: 3, viewerVideo: 8 });
    expect(down).toEqual({ audio: 3, audioOfOne: 1, video: 3, speakerVideo: 1, viewerVideo: 0 });
  });
});

describe('the link plan', () => {
  it('of a hearing on 2 Mbit/s keeps its sound whole, shows the speaker, and says why', () => {
    const plan = planFor(2000, [hearing()]);
    expect(classPlan(plan).up.classes['hearing-audio']).toEqual({ guaranteed: 9 * 55 + 1, ceiling: 18 * 55 + 110 });
    expect(plan.caps[0]?.ways.up).toEqual({
      video: '180p',
      videoRate: 150,
      onlySpeaker: true,
      viewersSee: false,
      reason: 'line-full',
    });
    expect(plan.caps[0]?.opus).toBe(32);
    expect(plan.reasons.filter((one) => 'direction' in one && one.direction === 'up')).toEqual([
      { code: 'capacity', direction: 'up', from: 'configured', capacity: 2000, usable: 1900 },
      { code: 'sound', direction: 'up', hearings: 495, booths: 0 },
      { code: 'hearing-without-high-layer', direction: 'up', before: 10_800, after: 4500 },
      { code: 'hearing-video-small', direction: 'up', before: 4500, after: 1350 },
      { code: 'speaker-only', direction: 'up', before: 1350, after: 450 },
      { code: 'left-for-others', direction: 'up', guaranteed: 95, atMost: 955 },
    ]);
  });

  it('takes the video of booths for a hearing, and never their sound', () => {
    const plan = planFor(3000, [...booths(6), hearing('h1', { inside: 1, outside: 2, viewers: 0 })]);
    const { classes } = classPlan(plan).up;
    expect(classes['booth-audio'].guaranteed).toBe(6 * 55 + 1);
    expect(plan.caps.find(({ session }) => session === 'b0')?.ways.up.video).toBe('off');
    expect(plan.caps.find(({ session }) => session === 'h1')?.ways.up).toMatchObject({ video: '360p' });
  });

  it('has no classes where nothing can be marked, and says so', () => {
    const plan = planFor(2000, [hearing()], { marking: undefined });
    expect(plan.line).toEqual({ version: 1, kind: 'first-come' });
    expect(plan.reasons.at(-1)).toEqual({ code: 'not-marked' });
    const { marking: _, ...unmarked } = classPlan(planFor(2000, [hearing()]));
    expect(LinePlan.safeParse(unmarked).success).toBe(false);
  });

  it('passes its own schema, which nothing that is more than the line passes', () => {
    const line = classPlan(planFor(2000, [hearing()]));
    const more = structuredClone(line);
    more.up.classes.bulk = { guaranteed: 1900, ceiling: 1900 };
    expect(LinePlan.safeParse(more).success).toBe(false);
    for (const address of ['192.0.2.7 accept', '0.0.0.0/0', 'drop', '::1; flush ruleset'])
      expect(LinePlan.safeParse({ ...line, marking: { ...MARKING, address } }).success).toBe(false);
    expect(LinePlan.safeParse({ ...line, device: 'eth0' }).success).toBe(false);
    fc.assert(
      fc.property(anyCapacity, anySessions, (kbps, sessions) => {
        expect(LinePlan.parse(planFor(kbps, sessions).line)).toBeTruthy();
      }),
    );
  });
});

describe('whatever the line and whoever is on it', () => {
  it('no more is guaranteed than there is', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, (kbps, sessions) => {
        const plan = classPlan(planFor(kbps, sessions));
        for (const way of DIRECTIONS) {
          const sum = Object.values(plan[way].classes).reduce((all, one) => all + one.guaranteed, 0);
          expect(sum).toBeLessThanOrEqual(plan[way].rate);
          expect(plan[way].rate).toBeLessThanOrEqual(kbps);
        }
      }),
    );
  });

  it('sound has all it needs while the line has it', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, (kbps, sessions) => {
        const plan = planFor(kbps, sessions);
        const opus = plan.caps[0]?.opus ?? 32;
        for (const way of DIRECTIONS) {
          const { classes, rate } = classPlan(plan)[way];
          const given = classes['hearing-audio'].guaranteed + classes['booth-audio'].guaranteed - 2;
          expect(given).toBe(Math.min(soundOf(sessions, way, opus), rate - 7));
          if (opus === 24) continue;
          expect(given).toBe(soundOf(sessions, way, 32));
        }
        const whole = DIRECTIONS.every((way) => soundOf(sessions, way, 32) + 64 <= classPlan(plan)[way].rate - 7);
        expect(opus).toBe(whole ? 32 : 24);
      }),
    );
  });

  it('more line never means less sound or video', () => {
    fc.assert(
      fc.property(anyCapacity, fc.nat(3000), anySessions, (kbps, more, sessions) => {
        const [small, large] = [planFor(kbps, sessions), planFor(kbps + more, sessions)];
        for (const way of DIRECTIONS) {
          const [less, rich] = [classPlan(small)[way].classes, classPlan(large)[way].classes];
          for (const name of ['hearing-audio', 'booth-audio'] as const)
            if (small.caps[0]?.opus === large.caps[0]?.opus)
              expect(rich[name].guaranteed).toBeGreaterThanOrEqual(less[name].guaranteed);
          for (const [at, cap] of small.caps.entries()) {
            const better = large.caps[at]!;
            expect(better.opus).toBeGreaterThanOrEqual(cap.opus);
            expect(better.ways[way].videoRate).toBeGreaterThanOrEqual(cap.ways[way].videoRate);
            expect(Number(better.ways[way].viewersSee)).toBeGreaterThanOrEqual(Number(cap.ways[way].viewersSee));
          }
        }
      }),
    );
  });

  it('gives way in the one order, each time by less video, and tells no step that took nothing', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, (kbps, sessions) => {
        const plan = planFor(kbps, sessions);
        for (const way of DIRECTIONS) {
          const steps = gave(plan, way).flatMap((code) => GIVING_WAY.findIndex((step) => step === code));
          const taken = steps.filter((step) => step >= 0);
          expect(taken).toEqual(taken.toSorted((a, b) => a - b));
          const running = sessions.filter(({ state }) => state === 'running');
          const need = LEVELS.map((level) => running.reduce((sum, one) => sum + videoNeed(one, way, level), 0));
          expect(need).toEqual(need.toSorted((a, b) => b - a));
          const last = taken.at(-1) ?? -1;
          // Every step before the last one was taken too, if it was one at all.
          const real = need.flatMap((value, at) => (at > 0 && value < need[at - 1]! ? [at - 1] : []));
          expect(taken).toEqual(real.filter((step) => step <= last));
        }
      }),
    );
  });
});

import { MAX_SLIP_TRIES, SLIP_VALID_BEFORE_MS, judgeSlip, slipCode, type SlipFacts } from '#booking';
import { BookingState } from '#protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const FROM = Date.parse('2026-11-24T05:00:00Z');
const TO = FROM + 3_600_000;
const good: SlipFacts = {
  state: 'admitted',
  slot: { from: new Date(FROM), to: new Date(TO) },
  booth: '4',
  used: false,
  tries: 0,
};
const judge = (change: Partial<SlipFacts>, at = FROM, booth = '4') =>
  judgeSlip({ ...good, ...change }, booth, new Date(at));

describe('the code on the slip', () => {
  it('has eight digits whatever was drawn', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
        expect(slipCode(random)).toMatch(/^\d{8}$/);
      }),
    );
    expect(slipCode(new Uint8Array(8))).toBe('00000000');
    expect(() => slipCode(new Uint8Array(7))).toThrow(RangeError);
  });

  it('opens from 30 minutes before until the end, half-open', () => {
    expect(judge({}, FROM - SLIP_VALID_BEFORE_MS - 1)).toEqual({ kind: 'refuse', code: 'too-early' });
    expect(judge({}, FROM - SLIP_VALID_BEFORE_MS)).toEqual({ kind: 'open' });
    expect(judge({}, TO - 1)).toEqual({ kind: 'open' });
    expect(judge({}, TO)).toEqual({ kind: 'refuse', code: 'code-expired' });
  });

  it('names each reason', () => {
    expect(judgeSlip(undefined, '4', new Date(FROM))).toEqual({ kind: 'refuse', code: 'code-wrong' });
    expect(judge({}, FROM, '5')).toEqual({ kind: 'refuse', code: 'code-other-booth' });
    expect(judge({ used: true })).toEqual({ kind: 'refuse', code: 'code-used' });
    expect(judge({ tries: MAX_SLIP_TRIES })).toEqual({ kind: 'refuse', code: 'too-many-tries' });
    expect(judge({ state: 'confirmed' })).toEqual({ kind: 'refuse', code: 'not-admitted' });
    expect(judge({ state: 'cancelled' })).toEqual({ kind: 'refuse', code: 'code-expired' });
    expect(judge({ state: 'in-session' }, TO + 1)).toEqual({ kind: 'return' });
  });

  it('opens only for an admitted person at the right booth in time, with a fresh slip', () => {
    fc.assert(
      fc.property(
        fc.record({
          state: fc.constantFrom(...BookingState.options),
          used: fc.boolean(),
          tries: fc.integer({ min: 0, max: 8 }),
          booth: fc.constantFrom('4', '5'),
          at: fc.integer({ min: FROM - 7_200_000, max: TO + 7_200_000 }),
        }),
        ({ at, ...facts }) => {
          const opens = judge(facts, at).kind === 'open';
          const timely = at >= FROM - SLIP_VALID_BEFORE_MS && at < TO;
          const fresh = !facts.used && facts.tries < MAX_SLIP_TRIES;
          expect(opens).toBe(facts.state === 'admitted' && facts.booth === '4' && fresh && timely);
        },
      ),
    );
  });
});

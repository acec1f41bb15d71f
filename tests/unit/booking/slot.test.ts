import { checkSlot, clashOf, overlaps, sealMark } from '#booking';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NOW = new Date('2026-11-24T05:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const refusal = (from: number, to: number) => () => checkSlot(at(from).toISOString(), at(to).toISOString(), NOW);

describe('slots', () => {
  it('refuses an end that is not after the start, or is over; never a length', () => {
    expect(refusal(10, 10)).toThrow('times-wrong');
    expect(refusal(20, 10)).toThrow('times-wrong');
    expect(refusal(-60, 0)).toThrow('times-wrong');
    expect(refusal(-60, 1)).not.toThrow();
    expect(refusal(0, 60 * 12)).not.toThrow();
  });

  it('overlaps exactly when some minute belongs to both', () => {
    const minute = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(minute, minute, minute, minute, (a, b, c, d) => {
        fc.pre(a < b && c < d);
        const both = Array.from({ length: 41 }, (_, i) => i).some((i) => a <= i && i < b && c <= i && i < d);
        expect(overlaps({ from: at(a), to: at(b) }, { from: at(c), to: at(d) })).toBe(both);
      }),
    );
  });

  it('knows what a violated constraint means', () => {
    expect(clashOf('booking_attorney_free')).toEqual({ code: 'attorney-taken', field: 'attorney' });
    expect(clashOf('something_else')).toBeUndefined();
  });
});

describe('the mark on the desk', () => {
  const facts = { state: 'in-session', profile: 'full', met: true, matched: true, here: true } as const;
  it('says sealed only when both are here and both signed', () => {
    expect(sealMark(facts)).toBe('sealed');
    expect(sealMark({ ...facts, matched: false })).toBe('not-verified');
    expect(sealMark({ ...facts, here: false })).toBe('reconnecting');
    expect(sealMark({ ...facts, profile: 'none' })).toBe('checking');
    expect(sealMark({ ...facts, state: 'completed', completion: 'codes-differ' })).toBe('broken');
    expect(sealMark({ ...facts, state: 'completed', completion: 'normal' })).toBe('closed');
    expect(sealMark({ ...facts, state: 'confirmed' })).toBe('ready');
  });
});

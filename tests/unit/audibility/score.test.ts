import { score } from '#audibility';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const delay = fc.double({ min: 0, max: 10_000, noNaN: true });

it('stays between 1 and 4.5, and never rises with loss or delay', () => {
  fc.assert(
    fc.property(share, share, delay, delay, (lost, more, late, later) => {
      const here = score(lost, late);
      expect(here).toBeGreaterThanOrEqual(1);
      expect(here).toBeLessThanOrEqual(4.5);
      const rounding = 1e-9;
      expect(score(Math.max(lost, more), late)).toBeLessThanOrEqual(score(Math.min(lost, more), late) + rounding);
      expect(score(lost, Math.max(late, later))).toBeLessThanOrEqual(score(lost, Math.min(late, later)) + rounding);
    }),
    { numRuns: 2000, seed: 8 },
  );
});

it('falls at each step of the delays and losses at which others rise or stand still', () => {
  const delays = [100, 151, 200, 300, 400, 500, 700, 1000];
  const losses = [0, 0.01, 0.02, 0.05];
  const falls = (scores: number[]) => scores.every((one, at) => at === 0 || one < scores[at - 1]!);
  for (const lost of losses) expect(falls(delays.map((late) => score(lost, late)))).toBe(true);
  for (const late of delays) expect(falls(losses.map((lost) => score(lost, late)))).toBe(true);
});

it('is what the E-model gives at its known points', () => {
  // G.107: R 93.2 is MOS 4.41; Idd is nothing up to 100 ms.
  expect(score(0, 0)).toBeCloseTo(4.41, 2);
  expect(score(0, 100)).toBe(score(0, 0));
  // 10 % loss: Ie,eff = 95 * 10 / 20 = 47.5, R 45.7.
  expect(score(0.1, 0)).toBeCloseTo(2.35, 2);
  // Idd(400 ms) = 25 (65^(1/6) - 3 (1 + (2/3)^6)^(1/6) + 2) = 24.05, R 69.1.
  expect(score(0, 400)).toBeCloseTo(3.56, 1);
  expect(score(1, 10_000)).toBe(1);
  expect(score(2, -5)).toBe(score(1, 0));
});

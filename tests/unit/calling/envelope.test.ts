import { expect, test } from 'vitest';
import { bestMatch, correlation, envelopeOf } from '../../../libs/testing/src/browser/envelope.js';

/** A repeatable stand-in for speech: bursts of noise of varying loudness and length. */
function bursts(seed: number, windows: number): number[] {
  let state = seed;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const envelope: number[] = [];
  while (envelope.length < windows) {
    const [length, loud] = [3 + Math.floor(random() * 12), random() < 0.4 ? 0 : random()];
    for (let index = 0; index < length; index += 1) envelope.push(loud * (0.8 + 0.4 * random()));
  }
  return envelope.slice(0, windows);
}

test('the envelope of a tone is its root mean square', () => {
  const tone = Float32Array.from({ length: 9600 }, (_, index) => Math.sin((index * 2 * Math.PI * 400) / 48_000));
  for (const value of envelopeOf(tone, 48_000)) expect(value).toBeCloseTo(Math.SQRT1_2, 3);
});

test('correlation: same, scaled, opposite, constant', () => {
  const a = bursts(1, 200);
  expect(correlation(a, a)).toBeCloseTo(1);
  expect(
    correlation(
      a,
      a.map((value) => 3 * value + 1),
    ),
  ).toBeCloseTo(1);
  expect(
    correlation(
      a,
      a.map((value) => -value),
    ),
  ).toBeCloseTo(-1);
  expect(
    correlation(
      a,
      a.map(() => 5),
    ),
  ).toBe(0);
});

test('finds speech again, late, cut out and noisy; and no other speech', () => {
  const source = bursts(7, 500);
  const noise = bursts(99, 400);
  const heard = Array.from({ length: 400 }, (_, index) => {
    return (source[(index + 123) % 500] as number) * 0.5 + (noise[index] as number) * 0.1;
  });
  const match = bestMatch(heard, source);
  expect(match.shift).toBe(123);
  expect(match.value).toBeGreaterThan(0.9);
  expect(bestMatch(heard, bursts(31, 500)).value).toBeLessThan(0.5);
});

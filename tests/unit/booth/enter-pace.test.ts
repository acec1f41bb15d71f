import { expect, it } from 'vitest';
import { EnterPace } from '../../../apps/facility/src/enter-pace.js';

it('a bad line is let in at once, coming and going without end waits, and others do not wait with it', () => {
  let now = 1_000;
  const pace = new EnterPace(() => now);
  // A drop every ten seconds, for an hour.
  for (let drop = 0; drop < 360; drop += 1, now += 10_000) expect(pace.take('train')).toBe(0);
  const waits = Array.from({ length: 15 }, () => pace.take('loop'));
  expect(waits).toEqual([...Array<number>(12).fill(0), 5_000, 10_000, 15_000]);
  expect(pace.take('other')).toBe(0);
  now += 75_000;
  expect(pace.take('loop')).toBe(0);
});

import { expect, test } from 'vitest';
import { ComplaintPace } from '../../../apps/facility/src/complaints/complaint-pace.js';

test('ten at once, then one a minute; one source does not take from another, and asking in vain costs nothing', () => {
  let now = 0;
  const pace = new ComplaintPace(() => now);
  const taken = (source: string, times: number) => Array.from({ length: times }, () => pace.take(source));
  expect(taken('kiosk 4', 10).every(Boolean)).toBe(true);
  expect(taken('kiosk 4', 500).some(Boolean)).toBe(false);
  expect(pace.take('kiosk 5')).toBe(true);
  now = 60_000;
  expect(taken('kiosk 4', 2)).toEqual([true, false]);
  now = 60_000 * 60;
  expect(taken('kiosk 4', 11).filter(Boolean)).toHaveLength(10);
});

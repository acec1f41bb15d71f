import { ArrivalRate, BEGINNING_MS } from '#link';
import { expect, it } from 'vitest';

/** Pieces of so many bytes at those times. */
function rateOf(arrivals: readonly (readonly [at: number, bytes: number])[]): ArrivalRate {
  const rate = new ArrivalRate();
  for (const [at, bytes] of arrivals) rate.took(bytes, at);
  return rate;
}
const steady = (from: number, to: number, every: number, bytes: number) =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, nth) => [from + nth * every, bytes] as const);

it('counts what came after the beginning: a slow start does not make a line slow, nor a full queue it fast', () => {
  expect(rateOf(steady(0, 3000, 10, 1250)).kbps()).toBe(1000);
  expect(rateOf([...steady(0, BEGINNING_MS - 10, 10, 12), ...steady(BEGINNING_MS, 3000, 10, 1250)]).kbps()).toBe(1000);
  expect(rateOf([...steady(0, 500, 10, 125_000), ...steady(BEGINNING_MS, 3000, 10, 1250)]).kbps()).toBe(1000);
});

it('takes all of what was over in the beginning', () => {
  expect(rateOf(steady(7, 107, 10, 12_500)).kbps()).toBe(10_000);
  expect(rateOf(steady(7, 107, 10, 12_500)).bytes).toBe(11 * 12_500);
});

it('says nothing of nothing, and nothing of one piece', () => {
  expect(rateOf([]).kbps()).toBeUndefined();
  expect(rateOf([[5, 1000]]).kbps()).toBeUndefined();
  expect(
    rateOf([
      [5, 1000],
      [5, 1000],
    ]).kbps(),
  ).toBeUndefined();
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OfferPatience } from '../../../libs/calling/src/offer-patience.js';

let asked: number;
let patience: OfferPatience;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  patience = new OfferPatience(() => (asked += 1));
});
afterEach(() => vi.useRealTimers());

test('asks once when everybody is here and no offer comes', () => {
  patience.everybodyHere();
  patience.everybodyHere();
  vi.advanceTimersByTime(1_000);
  expect(asked).toBe(0);
  vi.advanceTimersByTime(60_000);
  patience.everybodyHere();
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(1);
});

test('does not ask when the offer came', () => {
  patience.everybodyHere();
  patience.offered();
  patience.everybodyHere();
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(0);
});

test('a failed handshake may be mended by the next offer, else it is given up', () => {
  let gaveUp = 0;
  expect(patience.mends('timeout', () => (gaveUp += 1))).toBe(true);
  patience.offered();
  vi.advanceTimersByTime(60_000);
  expect(gaveUp).toBe(0);
  expect(patience.mends('timeout', () => (gaveUp += 1))).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(gaveUp).toBe(1);
});

test.each(['verdict-different', 'bad-roster', 'negotiation-violated', 'too-many-attempts', 'weak-point'])(
  '%s is final',
  (code) => expect(patience.mends(code, () => undefined)).toBe(false),
);

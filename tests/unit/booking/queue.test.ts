import {
  afterWorking,
  type BoothTimes,
  inQueueOrder,
  overlaps,
  planQueue,
  type QueuedWish,
  queueReason,
  type Slot,
  type Waiting,
  workingDaysSince,
} from '#booking';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NOW = new Date('2026-11-24T05:00:00Z');
const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);
const waiting = (id: string, change: Partial<Waiting> = {}): Waiting => ({
  id,
  askedAt: hours(-24),
  hearingAt: undefined,
  waitedWorkingDays: 1,
  ...change,
});
const order = (...requests: Waiting[]): string =>
  inQueueOrder(requests, NOW)
    .map(({ id }) => id)
    .join(' ');

describe('the order of the queue', () => {
  it('older than five working days first, then the nearest hearing, then the longest wait', () => {
    const long = waiting('long', { askedAt: hours(-90) });
    const short = waiting('short', { askedAt: hours(-1) });
    const soon = waiting('soon', { hearingAt: hours(20), askedAt: hours(-1) });
    const later = waiting('later', { hearingAt: hours(200) });
    const overdue = waiting('overdue', { waitedWorkingDays: 6, askedAt: hours(-200) });
    const older = waiting('older', { waitedWorkingDays: 9, askedAt: hours(-300), hearingAt: hours(400) });
    expect(order(short, later, overdue, long, soon, older)).toBe('older overdue soon later long short');
  });

  it('exactly five working days are not overdue; a hearing that is over counts no more', () => {
    expect(queueReason(waiting('a', { waitedWorkingDays: 5 }), NOW)).toBe('waiting');
    expect(queueReason(waiting('a', { waitedWorkingDays: 6 }), NOW)).toBe('overdue');
    expect(queueReason(waiting('a', { hearingAt: NOW }), NOW)).toBe('waiting');
    expect(queueReason(waiting('a', { hearingAt: hours(1) }), NOW)).toBe('hearing');
  });

  it('does not depend on how the list came', () => {
    const any = fc.record({
      id: fc.nat(9999).map(String),
      askedAt: fc.integer({ min: -500, max: 0 }).map(hours),
      hearingAt: fc.option(fc.integer({ min: -50, max: 500 }).map(hours), { nil: undefined }),
      waitedWorkingDays: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: ({ id }) => id, maxLength: 12 }), (list) => {
        expect(order(...list.toReversed())).toBe(order(...list));
      }),
    );
  });
});

describe('working time', () => {
  // Two days of eight hours, with a gap for the midday break on the first.
  const days: Slot[] = [
    { from: hours(0), to: hours(4) },
    { from: hours(5), to: hours(9) },
    { from: hours(24), to: hours(32) },
  ];
  it('counts on over breaks and nights, and says when it does not know', () => {
    expect(afterWorking(days, hours(1), 2 * 3_600_000)).toEqual(hours(3));
    expect(afterWorking(days, hours(3), 2 * 3_600_000)).toEqual(hours(6));
    expect(afterWorking(days, hours(8), 4 * 3_600_000)).toEqual(hours(27));
    expect(afterWorking(days, hours(-5), 3_600_000)).toEqual(hours(1));
    expect(afterWorking(days, hours(8), 40 * 3_600_000)).toBeUndefined();
  });
  it('a working day counts when it has gone by as a whole', () => {
    const whole = [days[1], days[2]] as Slot[];
    expect(workingDaysSince(whole, hours(4), hours(9))).toBe(1);
    expect(workingDaysSince(whole, hours(6), hours(31))).toBe(0);
    expect(workingDaysSince(whole, hours(6), hours(32))).toBe(1);
  });
});

describe('the plan of the queue', () => {
  const booth = (number: string, held: Slot[] = []): BoothTimes => ({
    booth: number,
    open: [{ from: hours(0), to: hours(8) }],
    blocked: [],
    held,
  });
  const wish = (id: string, change: Partial<QueuedWish> = {}): QueuedWish => ({
    id,
    detainee: `d${id}`,
    attorney: `a${id}`,
    within: { from: hours(0), to: hours(8) },
    minutes: 60,
    busy: [],
    ...change,
  });
  const plan = (wishes: QueuedWish[], booths = [booth('1')], changeOverMinutes = 30) =>
    planQueue(wishes, { booths, changeOverMinutes, notBefore: hours(0) });

  it('first come, first served; the next after the change-over', () => {
    const found = plan([wish('x'), wish('y')]);
    expect(found.get('x')?.from).toEqual(hours(0));
    expect(found.get('y')?.from).toEqual(hours(1.5));
  });

  it('one who finds nothing stands in nobody’s way', () => {
    const found = plan([wish('x', { minutes: 600 }), wish('y')]);
    expect(found.has('x')).toBe(false);
    expect(found.get('y')?.from).toEqual(hours(0));
  });

  it('an attorney is never planned twice at the same time', () => {
    const found = plan([wish('x', { attorney: 'a' }), wish('y', { attorney: 'a' })], [booth('1'), booth('2')]);
    expect(found.get('y')?.from).toEqual(hours(1));
  });

  it('never outside the window, never in two places, whatever is asked', () => {
    const any = fc
      .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 5, max: 200 }))
      .map(([from, length, minutes]) => ({ within: { from: hours(from), to: hours(from + length) }, minutes }));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (list) => {
        const wishes = list.map((one, i) => wish(String(i), { ...one, attorney: `a${i % 3}` }));
        const found = plan(wishes, [booth('1'), booth('2', [{ from: hours(2), to: hours(3) }])]);
        const slots = [...found].map(([id, slot]) => ({ wish: wishes[Number(id)] as QueuedWish, ...slot }));
        for (const one of slots) {
          expect(one.from >= one.wish.within.from && one.to <= one.wish.within.to && one.to <= hours(8)).toBe(true);
          for (const other of slots) {
            if (other === one || !overlaps(one, other)) continue;
            expect(one.booth === other.booth || one.wish.attorney === other.wish.attorney).toBe(false);
          }
        }
      }),
    );
  });
});

import { nearestSlots, overlaps, whyNotBookable, type BoothTimes, type Slot } from '#booking';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

const DAY = Date.parse('2026-11-24T03:00:00Z');
const at = (minutes: number): Date => new Date(DAY + minutes * 60_000);
const slot = (from: number, length: number): Slot => ({ from: at(from), to: at(from + length) });
const slots = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 120 }))
    .map(([from, length]) => slot(from, length)),
  { maxLength: 6 },
);
const booths: fc.Arbitrary<BoothTimes[]> = fc
  .array(fc.record({ open: slots, blocked: slots, held: slots }), { maxLength: 4 })
  .map((list) => list.map((times, i) => ({ booth: String(i), ...times })));

const wish = (from: number, length: number, busy: readonly Slot[] = [], changeOverMinutes = 0) => ({
  ...slot(from, length),
  busy,
  changeOverMinutes,
  notBefore: at(0),
});

it('offers only what is bookable, leaves change-over, and never when the people cannot', () => {
  fc.assert(
    fc.property(
      booths,
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 5, max: 90 }),
      slots,
      fc.integer({ min: 0, max: 20 }),
      (times, from, length, busy, change) => {
        const found = nearestSlots(times, wish(from, length, busy, change), 3);
        for (const { booth, ...one } of found) {
          const its = times.find((candidate) => candidate.booth === booth)!;
          expect(whyNotBookable(its, one)).toBeUndefined();
          expect(one.to.getTime() - one.from.getTime()).toBe(length * 60_000);
          expect(one.from >= at(0)).toBe(true);
          expect(busy.some((other) => overlaps(other, one))).toBe(false);
          const kept = { from: one.from, to: new Date(one.to.getTime() + change * 60_000) };
          expect(its.held.some((other) => overlaps(other, kept))).toBe(false);
        }
        const starts = found.map((one) => one.from.getTime()).toSorted((a, b) => a - b);
        for (const [i, start] of starts.entries()) {
          if (i > 0) expect(start - (starts[i - 1] ?? 0)).toBeGreaterThanOrEqual(Math.max(30, length) * 60_000);
        }
        const far = found.map((one) => Math.abs(one.from.getTime() - at(from).getTime()));
        expect(far).toEqual(far.toSorted((a, b) => a - b));
      },
    ),
  );
});

it('gives the wish itself when it is free, and what is nearest before and after when it is not', () => {
  const open = [slot(0, 600)];
  const free = { booth: '1', open, blocked: [], held: [] };
  expect(nearestSlots([free], wish(61, 30), 1)).toEqual([{ booth: '1', ...slot(61, 30) }]);
  const taken = { booth: '2', open, blocked: [], held: [slot(60, 60)] };
  expect(nearestSlots([taken], wish(70, 30), 3)).toEqual([
    { booth: '2', ...slot(30, 30) },
    { booth: '2', ...slot(120, 30) },
    { booth: '2', ...slot(0, 30) },
  ]);
  // Three rooms at one and the same time are no choice of three.
  const third = { ...taken, booth: '3' };
  expect(nearestSlots([taken, third], wish(70, 30), 3).map(({ booth }) => booth)).toEqual(['2', '2', '2']);
});

it('gives times that differ: half an hour apart or more, though other booths are free ten minutes later', () => {
  const booth = (name: string, ...open: Slot[]) => ({ booth: name, open, blocked: [], held: [] });
  const three = nearestSlots([booth('1', slot(60, 200)), booth('2', slot(70, 200))], wish(0, 15), 3);
  expect(three).toEqual([
    { booth: '1', ...slot(60, 15) },
    { booth: '1', ...slot(90, 15) },
    { booth: '1', ...slot(120, 15) },
  ]);
  // What is left of another booth counts from where it is far enough.
  expect(nearestSlots([booth('1', slot(60, 30)), booth('2', slot(70, 50))], wish(0, 30), 3)).toEqual([
    { booth: '1', ...slot(60, 30) },
    { booth: '2', ...slot(90, 30) },
  ]);
});

it('finds nothing in a booth without opening hours, or in one that is blocked', () => {
  expect(nearestSlots([{ booth: '1', open: [], blocked: [], held: [] }], wish(60, 30), 3)).toEqual([]);
  const blocked = { booth: '1', open: [slot(0, 600)], blocked: [slot(0, 600)], held: [] };
  expect(nearestSlots([blocked], wish(60, 30), 3)).toEqual([]);
});

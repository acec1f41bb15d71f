import { type BoothTimes, freeRanges, without } from './booth-times.js';
import type { Slot } from './slot.js';

/** A slot in a booth. */
export interface PlacedSlot extends Slot {
  readonly booth: string;
}

export interface NearestWish extends Slot {
  /** When the people themselves cannot. */
  readonly busy: readonly Slot[];
  /** Minutes the booth must stay empty afterwards. */
  readonly changeOverMinutes: number;
  /** Nothing earlier than this. */
  readonly notBefore: Date;
}

interface Wished {
  readonly wished: number;
  readonly length: number;
  readonly notBefore: number;
  readonly count: number;
}

const STEP_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

const roundedUp = (at: number): number => Math.ceil(at / STEP_MS) * STEP_MS;

/** The start nearest to the wish in a free range, on a step of five minutes unless it is the wish itself; undefined: too short. */
const startIn = (range: Slot, wished: number, length: number, notBefore: number): number | undefined => {
  const first = Math.max(range.from.getTime(), notBefore);
  const last = range.to.getTime() - length;
  if (wished >= first && wished <= last) return wished;
  const start = wished < first ? roundedUp(first) : Math.floor(last / STEP_MS) * STEP_MS;
  return start >= first && start <= last ? start : undefined;
};

/** The nearest start in a free range and those a length further on, on either side. */
const startsIn = (range: Slot, { wished, length, notBefore, count }: Wished): number[] => {
  const nearest = startIn(range, wished, length, notBefore);
  if (nearest === undefined) return [];
  const starts = [nearest];
  for (let step = 1; step < count; step += 1) starts.push(nearest - step * length, nearest + step * length);
  const first = Math.max(range.from.getTime(), notBefore);
  return starts.filter((start) => start >= first && start + length <= range.to.getTime());
};

/**
 * Up to `count` slots of the wished length that were free when the times were read, nearest to the wished start first, each
 * at another time; of equals the earlier, then the first booth. Nobody keeps them.
 */
export const nearestSlots = (booths: readonly BoothTimes[], wish: NearestWish, count: number): PlacedSlot[] => {
  const length = wish.to.getTime() - wish.from.getTime();
  const wished = wish.from.getTime();
  const after = wish.changeOverMinutes * MINUTE_MS;
  const all = { wished, length, notBefore: wish.notBefore.getTime(), count };
  const boothAt = new Map<number, string>();
  for (const times of booths) {
    // A hold before which the change-over does not fit: cut it out together with the hold.
    const held = times.held.map(({ from, to }) => ({ from: new Date(from.getTime() - after), to }));
    for (const range of without(freeRanges({ ...times, held }), wish.busy)) {
      for (const start of startsIn(range, all)) if (!boothAt.has(start)) boothAt.set(start, times.booth);
    }
  }
  return [...boothAt]
    .map(([start, booth]) => ({ booth, start }))
    .toSorted((a, b) => Math.abs(a.start - wished) - Math.abs(b.start - wished) || a.start - b.start)
    .slice(0, count)
    .map(({ booth, start }) => ({ booth, from: new Date(start), to: new Date(start + length) }));
};

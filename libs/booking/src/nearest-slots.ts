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

/** Starts that are free in one booth, both ends included, in milliseconds. */
interface Starts {
  readonly booth: string;
  readonly first: number;
  readonly last: number;
}

const STEP_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
/** Two slots that begin closer together are no choice; long ones do not overlap either. */
const APART_MS = 30 * MINUTE_MS;

/** The start nearest to the wish, on a step of five minutes unless it is the wish itself; undefined: no step lies there. */
const nearestIn = ({ first, last }: Starts, wished: number): number | undefined => {
  if (wished >= first && wished <= last) return wished;
  const start = wished < first ? Math.ceil(first / STEP_MS) * STEP_MS : Math.floor(last / STEP_MS) * STEP_MS;
  return start >= first && start <= last ? start : undefined;
};

/** What is left of the starts when one is taken. */
const apartFrom = (start: number, apart: number, { booth, first, last }: Starts): Starts[] =>
  [
    { booth, first, last: Math.min(last, start - apart) },
    { booth, first: Math.max(first, start + apart), last },
  ].filter((one) => one.first <= one.last);

/**
 * Up to `count` slots of the wished length that were free when the times were read, nearest to the wished start first; of
 * equals the earlier, then the first booth. They begin half an hour apart or more, and a whole length. Nobody keeps them.
 */
export const nearestSlots = (booths: readonly BoothTimes[], wish: NearestWish, count: number): PlacedSlot[] => {
  const length = wish.to.getTime() - wish.from.getTime();
  const wished = wish.from.getTime();
  const after = wish.changeOverMinutes * MINUTE_MS;
  let left: Starts[] = booths.flatMap((times) => {
    // A hold before which the change-over does not fit: cut it out together with the hold.
    const held = times.held.map(({ from, to }) => ({ from: new Date(from.getTime() - after), to }));
    return without(freeRanges({ ...times, held }), wish.busy).map(({ from, to }) => ({
      booth: times.booth,
      first: Math.max(from.getTime(), wish.notBefore.getTime()),
      last: to.getTime() - length,
    }));
  });
  const found: PlacedSlot[] = [];
  while (found.length < count) {
    const [best] = left
      .map((starts) => ({ booth: starts.booth, start: nearestIn(starts, wished) }))
      .filter((one): one is { booth: string; start: number } => one.start !== undefined)
      .toSorted((a, b) => Math.abs(a.start - wished) - Math.abs(b.start - wished) || a.start - b.start);
    if (best === undefined) break;
    found.push({ booth: best.booth, from: new Date(best.start), to: new Date(best.start + length) });
    left = left.flatMap((starts) => apartFrom(best.start, Math.max(APART_MS, length), starts));
  }
  return found;
};

import { joined } from './booth-times.js';
import type { Slot } from './slot.js';

/** Whole working days that have gone by since `since`: days whose working time began after it and is over at `now`. */
export const workingDaysSince = (working: readonly Slot[], since: Date, now: Date): number =>
  joined(working).filter(({ from, to }) => from > since && to <= now).length;

/** The instant at which `milliseconds` of working time have gone by since `from`; undefined: beyond what is known. */
export const afterWorking = (working: readonly Slot[], from: Date, milliseconds: number): Date | undefined => {
  let left = milliseconds;
  for (const slot of joined(working)) {
    const start = Math.max(slot.from.getTime(), from.getTime());
    const length = slot.to.getTime() - start;
    if (length <= 0) continue;
    if (length >= left) return new Date(start + left);
    left -= length;
  }
  return undefined;
};

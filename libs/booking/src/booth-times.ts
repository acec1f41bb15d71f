import { overlaps, type Slot } from './slot.js';

/** What is known of a booth's time in some range. Lists need no order; `open` may touch or overlap. */
export interface BoothTimes {
  readonly booth: string;
  /** Opening hours in force. None: the booth is not configured, and never bookable. */
  readonly open: readonly Slot[];
  readonly blocked: readonly Slot[];
  /** What bookings hold of it, change-over included. */
  readonly held: readonly Slot[];
}

/** Why a booth cannot be used for a slot, or undefined. Blocked beats everything. What bookings hold is PostgreSQL's to say. */
export const whyNotBookable = (times: BoothTimes, slot: Slot): 'booth-blocked' | 'booth-closed' | undefined => {
  if (times.blocked.some((block) => overlaps(block, slot))) return 'booth-blocked';
  const open = joined(times.open).some(({ from, to }) => from <= slot.from && slot.to <= to);
  return open ? undefined : 'booth-closed';
};

/** The same times, in order, without overlaps; touching ones made one. */
export const joined = (slots: readonly Slot[]): Slot[] => {
  const result: { from: Date; to: Date }[] = [];
  for (const { from, to } of slots.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = to > last.to ? to : last.to;
    else result.push({ from, to });
  }
  return result;
};

/** What is left of `slots` when `taken` is cut out: in order, without overlaps. */
export const without = (slots: readonly Slot[], taken: readonly Slot[]): Slot[] => {
  const holes = joined(taken);
  return joined(slots).flatMap(({ from, to }) => {
    const left: Slot[] = [];
    let start = from;
    for (const hole of holes) {
      if (hole.to <= start || hole.from >= to) continue;
      if (hole.from > start) left.push({ from: start, to: hole.from });
      start = hole.to;
    }
    if (start < to) left.push({ from: start, to });
    return left;
  });
};

/** When nobody and nothing has the booth. */
export const freeRanges = ({ open, blocked, held }: BoothTimes): Slot[] => without(open, [...blocked, ...held]);

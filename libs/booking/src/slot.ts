import { BookingError } from './booking-error.js';

/** A time of use, half-open: `from` belongs to it, `to` does not. */
export interface Slot {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Checks a wished slot. Its length is not limited (Kazakhstan Law 353-I Art. 17); it only must exist and not be over.
 * @throws BookingError `times-wrong` with the field at fault.
 */
export const checkSlot = (from: string, to: string, now: Date): Slot => {
  const slot = { from: new Date(from), to: new Date(to) };
  if (!Number.isFinite(slot.from.getTime())) throw new BookingError('times-wrong', 'from');
  if (!(slot.to.getTime() > slot.from.getTime())) throw new BookingError('times-wrong', 'to');
  if (slot.to.getTime() <= now.getTime()) throw new BookingError('times-wrong', 'to');
  return slot;
};

/** Half-open overlap: touching slots do not overlap. */
export const overlaps = (a: Slot, b: Slot): boolean => a.from < b.to && b.from < a.to;

import type { BlockReason, BlockWish, DeskBooking, Fate } from '#protocol';
import { ApiFailure } from '../api/call-api.js';
import { clockTime, instantOf } from '../text/moments.js';

/** What a person chose: `booths` empty with `all` set is a lockdown. Times are of the facility's zone. */
export interface TypedBlock {
  all: boolean;
  booths: readonly string[];
  date: string;
  from: string;
  to: string;
  reason: BlockReason | '';
}

/** Throws ApiFailure: `booth-unknown` when no booth is chosen, `times-wrong`, `reason-missing`. */
export function blockWishOf({ all, booths, date, from, to, reason }: TypedBlock, zone: string): BlockWish {
  if (!all && booths.length === 0) throw new ApiFailure('booth-unknown');
  const begins = instantOf(date, clockTime(from), zone);
  const ends = instantOf(date, clockTime(to), zone);
  if (!begins || !ends || begins >= ends) throw new ApiFailure('times-wrong');
  if (reason === '') throw new ApiFailure('reason-missing');
  return { ...(all ? {} : { booths: [...booths] }), from: begins, to: ends, reason };
}

/** What a person may choose for a booking: the proposal first. A running session can only be ended. */
export function fatesFor(booking: DeskBooking, proposed: Fate): Fate[] {
  if (proposed.fate === 'end') return [proposed];
  const others: Fate[] = [
    { fate: 'queue', booking: booking.id },
    { fate: 'cancel', booking: booking.id },
  ];
  return [proposed, ...others.filter(({ fate }) => fate !== proposed.fate)];
}

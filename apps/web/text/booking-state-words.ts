/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { BookingState } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<BookingState, () => string>> = {
  offered: m.booking_offered,
  confirmed: m.booking_confirmed,
  admitted: m.booking_admitted,
  'in-session': m['booking_in-session'],
  completed: m.booking_completed,
  cancelled: m.booking_cancelled,
  'no-show': m['booking_no-show'],
  expired: m.booking_expired,
};

/** The state of a booking in a word or two. */
export const bookingStateWords = (state: BookingState): string => WORDS[state]();

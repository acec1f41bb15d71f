import type { BookingState } from '#protocol';
import { BookingError } from './booking-error.js';

/** What can happen to a booking. Only a person, or a due time acted on by a person, makes one of these. */
export type BookingEvent = 'amend' | 'admit' | 'open' | 'end' | 'cancel' | 'miss';

/** The whole life of a booking: from state, by event, to state. What is not here is refused. */
export const BOOKING_TRANSITIONS: Readonly<Record<BookingState, Partial<Record<BookingEvent, BookingState>>>> = {
  confirmed: { amend: 'confirmed', admit: 'admitted', cancel: 'cancelled', miss: 'no-show' },
  admitted: { open: 'in-session', cancel: 'cancelled', miss: 'no-show' },
  'in-session': { end: 'completed' },
  completed: {},
  cancelled: {},
  'no-show': {},
};

/** States in which a booking holds its booth, its detainee and its attorney (same list as in 010_booking.sql). */
export const HOLDING_STATES = ['confirmed', 'admitted', 'in-session'] as const satisfies readonly BookingState[];

/** The state after `event`. @throws BookingError `wrong-state` where the table has no such step. */
export const transition = (state: BookingState, event: BookingEvent): BookingState => {
  const next = BOOKING_TRANSITIONS[state][event];
  if (next === undefined) throw new BookingError('wrong-state');
  return next;
};

export const isHolding = (state: BookingState): boolean => (HOLDING_STATES as readonly string[]).includes(state);

import type { BookingState } from '#protocol';
import { BookingError } from './booking-error.js';

/** `requested`: somebody asked, and there is no slot yet. */
export type ConsultationState = 'requested' | BookingState;

/** What can happen to a consultation. Only a person, or a due time, makes one of these; the end of a slot makes none. */
export type BookingEvent =
  | 'offer'
  | 'confirm'
  | 'expire'
  | 'amend'
  | 'move'
  | 'admit'
  | 'open'
  | 'end'
  | 'cancel'
  | 'miss';

/** The whole life of a consultation: from state, by event, to state. What is not here is refused. */
export const BOOKING_TRANSITIONS: Readonly<Record<ConsultationState, Partial<Record<BookingEvent, BookingState>>>> = {
  requested: { offer: 'offered', confirm: 'confirmed', cancel: 'cancelled' },
  offered: { confirm: 'confirmed', cancel: 'cancelled', expire: 'expired' },
  confirmed: { amend: 'confirmed', move: 'confirmed', admit: 'admitted', cancel: 'cancelled', miss: 'no-show' },
  admitted: { move: 'admitted', open: 'in-session', cancel: 'cancelled', miss: 'no-show' },
  'in-session': { end: 'completed' },
  completed: {},
  cancelled: {},
  'no-show': {},
  expired: {},
};

/** States in which a booking holds its booth, its detainee and its attorney (same list as in 021_booth_plan.sql). */
export const HOLDING_STATES = [
  'offered',
  'confirmed',
  'admitted',
  'in-session',
] as const satisfies readonly BookingState[];

/** States in which it is agreed, and not over: slips are printed, devices may come. */
const AGREED_STATES: readonly BookingState[] = ['confirmed', 'admitted', 'in-session'];
export const isAgreed = (state: BookingState): boolean => AGREED_STATES.includes(state);

/** The state after `event`. @throws BookingError `wrong-state` where the table has no such step. */
export const transition = (state: ConsultationState, event: BookingEvent): BookingState => {
  const next = BOOKING_TRANSITIONS[state][event];
  if (next === undefined) throw new BookingError('wrong-state');
  return next;
};

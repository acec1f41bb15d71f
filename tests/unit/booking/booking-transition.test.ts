import {
  BOOKING_TRANSITIONS,
  BookingError,
  HOLDING_STATES,
  transition,
  type BookingEvent,
  type ConsultationState,
} from '#booking';
import { BookingState } from '#protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const EVENTS: BookingEvent[] = [
  ...(['offer', 'confirm', 'expire', 'amend', 'move', 'admit', 'open', 'end', 'cancel', 'miss'] as const),
];
const STATES: ConsultationState[] = ['requested', ...BookingState.options];

describe('the life of a booking', () => {
  it('takes exactly the steps of the table', () => {
    const allowed = STATES.flatMap((state) =>
      EVENTS.flatMap((event) => {
        try {
          return [`${state} ${event} ${transition(state, event)}`];
        } catch (error) {
          expect(error).toMatchObject({ code: 'wrong-state' });
          return [];
        }
      }),
    );
    expect(allowed).toEqual([
      'requested offer offered',
      'requested confirm confirmed',
      'requested cancel cancelled',
      'offered confirm confirmed',
      'offered expire expired',
      'offered cancel cancelled',
      'confirmed amend confirmed',
      'confirmed move confirmed',
      'confirmed admit admitted',
      'confirmed cancel cancelled',
      'confirmed miss no-show',
      'admitted move admitted',
      'admitted open in-session',
      'admitted cancel cancelled',
      'admitted miss no-show',
      'in-session end completed',
    ]);
  });

  it('never leaves a state that holds nothing, and is never in session without admission', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
        let state: BookingState = 'confirmed';
        let admitted = false;
        for (const event of events) {
          const before = state;
          try {
            state = transition(state, event);
          } catch (error) {
            if (!(error instanceof BookingError)) throw error;
          }
          admitted ||= state === 'admitted';
          if (!HOLDING_STATES.some((one) => one === before)) expect(state).toBe(before);
          if (state === 'in-session') expect(admitted).toBe(true);
        }
      }),
    );
  });

  it('has a row for every state', () => {
    expect(Object.keys(BOOKING_TRANSITIONS).sort()).toEqual([...STATES].sort());
  });
});

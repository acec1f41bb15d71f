import type { BookingErrorCode } from './booking-error.js';

/** What a violated constraint of the migrations means, and which input it concerns. */
export const CLASHES: Readonly<Record<string, { readonly code: BookingErrorCode; readonly field: string }>> = {
  booking_booth_free: { code: 'booth-taken', field: 'booth' },
  booking_detainee_free: { code: 'detainee-taken', field: 'detainee' },
  booking_attorney_free: { code: 'attorney-taken', field: 'attorney' },
  booking_person_free: { code: 'person-taken', field: 'from' },
  booking_keep_apart: { code: 'must-not-meet', field: 'detainee' },
  booking_booth_fkey: { code: 'booth-unknown', field: 'booth' },
  booking_detainee_fkey: { code: 'detainee-unknown', field: 'detainee' },
  booking_attorney_fkey: { code: 'attorney-unknown', field: 'attorney' },
  booking_during_check: { code: 'times-wrong', field: 'to' },
};

/** The refusal behind a constraint's name; undefined for a constraint that no person's input can violate. */
export const clashOf = (constraint: string | undefined): { code: BookingErrorCode; field: string } | undefined =>
  constraint === undefined ? undefined : CLASHES[constraint];

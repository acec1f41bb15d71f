import type { RefusalCode } from '#protocol';

/** Codes a rule of this library can refuse with; all of them are refusals a person can meet. */
export type BookingErrorCode = Extract<
  RefusalCode,
  | 'booth-taken'
  | 'detainee-taken'
  | 'attorney-taken'
  | 'person-taken'
  | 'booth-unknown'
  | 'detainee-unknown'
  | 'attorney-unknown'
  | 'interpreter-unknown'
  | 'times-wrong'
  | 'day-wrong'
  | 'booth-closed'
  | 'booth-blocked'
  | 'must-not-meet'
  | 'not-here'
  | 'no-tie'
  | 'session-runs'
  | 'plan-changed'
  | 'offer-gone'
  | 'reason-missing'
  | 'wrong-state'
  | 'not-found'
  | 'not-allowed'
  | 'not-admitted'
  | 'session-ended'
  | 'code-wrong'
  | 'code-expired'
  | 'code-used'
  | 'code-other-booth'
  | 'too-early'
  | 'too-many-tries'
  | 'booth-not-safe'
  | 'self-test-failed'
  | 'ledger-not-durable'
  | 'part-of-hearing'
  | 'kiosk-not-enrolled'
>;

/** The one error of this library. `field` names the input it concerns. */
export class BookingError extends Error {
  override readonly name = 'BookingError';
  constructor(
    readonly code: BookingErrorCode,
    readonly field?: string,
  ) {
    super(code);
  }
}

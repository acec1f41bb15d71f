import type { CompletionCode } from '#protocol';
import { BookingError } from './booking-error.js';

/** Codes the desk may give when it ends a running session. The parties' own ends and `codes-differ` are not its to say. */
export const DESK_END_CODES = [
  'normal',
  'ended-by-staff',
  'link-lost',
  'booth-not-safe',
] as const satisfies readonly CompletionCode[];
/** Codes for a booking that never became a session. `no-show` makes it a missed one, the others a cancelled one. */
export const DESK_CANCEL_CODES = [
  'refused',
  'no-show',
  'ended-by-staff',
  'booth-not-safe',
  'link-lost',
] as const satisfies readonly CompletionCode[];

/** @throws BookingError `not-allowed` for a code that is not the desk's to give at this moment. */
export const checkDeskCode = (code: CompletionCode, of: readonly CompletionCode[]): CompletionCode => {
  if (!of.includes(code)) throw new BookingError('not-allowed', 'code');
  return code;
};

/** The code of an end pressed by the party at this place's role (E2EE.md §2). */
export const endedBy = (role: number): CompletionCode => (role === 1 ? 'ended-by-detainee' : 'ended-by-attorney');

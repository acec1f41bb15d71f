import type { CompletionCode } from '#protocol';
import { BookingError } from './booking-error.js';

/** @throws BookingError `not-allowed` for a code that is not the desk's to give at this moment. */
export const checkDeskCode = <Code extends CompletionCode>(code: CompletionCode, of: readonly Code[]): Code => {
  const given = of.find((one) => one === code);
  if (given === undefined) throw new BookingError('not-allowed', 'code');
  return given;
};

/** The code of an end pressed by the party at this place's role (E2EE.md §2). */
export const endedBy = (role: number): CompletionCode => (role === 1 ? 'ended-by-detainee' : 'ended-by-attorney');

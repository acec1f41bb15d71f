import type { CompletionCode } from '#protocol';
import { BookingError } from './booking-error.js';
import { ATTORNEY_ROLE, BOOTH_ROLE } from './roster.js';

/** @throws BookingError `not-allowed` for a code that is not the desk's to give at this moment. */
export const checkDeskCode = <Code extends CompletionCode>(code: CompletionCode, of: readonly Code[]): Code => {
  const given = of.find((one) => one === code);
  if (given === undefined) throw new BookingError('not-allowed', 'code');
  return given;
};

/** The code of an end pressed by the party at this place's role (E2EE.md §2). */
export const endedBy = (role: number): CompletionCode => (role === 1 ? 'ended-by-detainee' : 'ended-by-attorney');

/** Booth and attorney end a session for everybody; who only helps leaves it. */
export const endsForAll = (role: number): boolean => role === BOOTH_ROLE || role === ATTORNEY_ROLE;

import { type Cell, ROLES, SCREENED, SCREENED_FROM, type Who } from './seats.js';

/*
 * The matrix in words, written from what a court expects and not from the code that decides.
 *
 * Sound and picture: who is in court receives all others who are in court, while it is open. The accused does not receive
 * the screened witness; the witness receives the accused. Nobody else receives anybody.
 *
 * Names: who is in court knows of all others in court, in every state before the end; the accused does not know of the
 * screened witness. Judge and clerk know who is outside, in court and in the lobby, until they are sent out themselves.
 * Everybody else outside of court knows of nobody. After the end nobody is let in, so nobody is told anything.
 */

const isOver = ({ state }: Cell): boolean => state === 'adjourned' || state === 'closed';

/** All who are in court, without the one who asks and whom that one is screened from. */
const othersInCourt = ({ who }: Cell): Who[] =>
  [...ROLES, 'presiding judge' as const].filter((one) => one !== who && !(who === SCREENED_FROM && one === SCREENED));

/** Whose sound and picture this person can get. */
export const received = (cell: Cell): Who[] =>
  cell.state === 'open' && cell.standing === 'admitted' ? othersInCourt(cell) : [];

/** Whose names this person is told. */
export function named(cell: Cell): Who[] {
  if (isOver(cell) || cell.standing === 'removed' || cell.standing === 'released') return [];
  const runs = cell.who === 'judge' || cell.who === 'clerk';
  return [...(cell.standing === 'admitted' ? othersInCourt(cell) : []), ...(runs ? ['waiting witness' as const] : [])];
}

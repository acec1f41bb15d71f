import type { Attendee, Hearing } from './hearing.js';

const inCourt = ({ standing }: Attendee): boolean => standing === 'admitted';

/** Whether `to` may be told that `from` is there: both in court, and `from` is not protected from `to`. */
export function maySee(hearing: Hearing, from: number, to: number): boolean {
  const [source, viewer] = [hearing.people[from], hearing.people[to]];
  if (source === undefined || viewer === undefined || !inCourt(source) || !inCourt(viewer)) return false;
  return from === to || !source.protectedFrom.includes(to);
}

const inPrivate = ({ privateWord }: Hearing, seat: number): boolean => privateWord?.seats.includes(seat) === true;

/**
 * Whether media of seat `from` may reach seat `to`. Unknown seats, a hearing that is not open, a lobby, a word in private at
 * either end: no. This one function decides at the gateway; nothing else does.
 */
export function mayReceive(hearing: Hearing, from: number, to: number): boolean {
  if (hearing.state !== 'open' || from === to || !maySee(hearing, from, to)) return false;
  return !inPrivate(hearing, from) && !inPrivate(hearing, to);
}

/** Whether the seat has any business on the hearing plane now. */
export const mayHaveMedia = (hearing: Hearing, seat: number): boolean =>
  hearing.state === 'open' && hearing.people[seat]?.standing === 'admitted' && !inPrivate(hearing, seat);

/** Whose picture stays where only the speaker's does: who has the floor, while nobody has it the judge, and who interprets by hand. */
export function speaksNow({ people, floor }: Pick<Hearing, 'people' | 'floor'>, seat: number): boolean {
  const person = people[seat];
  if (person === undefined) return false;
  return person.signLanguage || (floor === undefined ? person.role === 'judge' : floor === seat);
}

import type { AddPerson } from '#protocol';
import { HearingError } from './hearing-error.js';
import { type Attendee, type Hearing, isOver, newAttendee } from './hearing.js';
import { note, type Step } from './step.js';

/** Seats are counted from 0 and bounded by the feeds of a room. */
export const MOST_SEATS = 64;

type Screened = Pick<Attendee, 'seat' | 'role' | 'protectedFrom'>;

/**
 * Everybody with who comes at the end. Nobody is protected from a clerk, who runs the hearing.
 * @throws HearingError `bad-input` for seats that are not there, for the most there can be, or for sign language of another role.
 */
export function withPerson(people: readonly Attendee[], person: AddPerson): readonly Attendee[] {
  const seat = people.length;
  if (seat >= MOST_SEATS) throw new HearingError('bad-input', 'people');
  const { protectedFrom, screens, ...rest } = person;
  if (!maySign(person)) throw new HearingError('bad-input', 'signLanguage');
  if (protectedFrom.some((one) => !mayBeScreenedFrom(people, one)))
    throw new HearingError('bad-input', 'protectedFrom');
  if (screens.some((one) => !mayBeScreenedFrom(people, one))) throw new HearingError('bad-input', 'screens');
  const comes = newAttendee({ ...rest, protectedFrom: [...new Set(protectedFrom)] }, seat);
  return [...people.map((one) => (screens.includes(one.seat) ? screened(one, seat) : one)), comes];
}

/** Nobody but an interpreter interprets in sign language. */
export const maySign = ({ role, signLanguage }: Pick<AddPerson, 'role' | 'signLanguage'>): boolean =>
  signLanguage !== true || role === 'interpreter';

const mayBeScreenedFrom = (people: readonly Screened[], seat: number): boolean =>
  people[seat] !== undefined && people[seat].role !== 'clerk';

const screened = (one: Attendee, from: number): Attendee => ({ ...one, protectedFrom: [...one.protectedFrom, from] });

/** `by`: seat of the clerk. It is in the database already. */
export function addPerson(hearing: Hearing, by: number, person: AddPerson): Step {
  if (isOver(hearing)) return { hearing, effects: [] };
  const people = withPerson(hearing.people, person);
  return note({ ...hearing, people }, 'person-added', { seat: hearing.people.length, by });
}

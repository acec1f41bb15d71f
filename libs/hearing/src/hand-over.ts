import { MOST_SEATS } from './add-person.js';
import { HearingError } from './hearing-error.js';
import { type Attendee, type Hearing, isOver, newAttendee } from './hearing.js';
import { note, type Step } from './step.js';

/** The clerk who comes, by the account. `seat`: where this hearing has them already. */
export interface NextClerk {
  readonly name: string;
  readonly seat: number | undefined;
}

/**
 * Everybody once another clerk has the hearing, and that clerk's seat. Each clerk keeps a seat of their own, so that the minute
 * says who of them did what; who hands over is out. @throws HearingError
 */
export function withClerk(
  people: readonly Attendee[],
  from: number,
  next: NextClerk,
): { readonly people: readonly Attendee[]; readonly seat: number } {
  const goes = people[from];
  if (goes?.role !== 'clerk') throw new HearingError('not-allowed');
  const seat = next.seat ?? people.length;
  if (seat >= MOST_SEATS) throw new HearingError('bad-input', 'people');
  if (seat === from) throw new HearingError('wrong-state');
  const before = people[seat];
  if (before !== undefined && before.role !== 'clerk') throw new HearingError('not-allowed');
  const { name } = next;
  const comes = before ?? newAttendee({ role: 'clerk', name, language: goes.language, protectedFrom: [] }, seat);
  const out = { standing: 'released' as const, hand: 0, cannotHear: false };
  const all = before === undefined ? [...people, comes] : people;
  return {
    seat,
    people: all.map((one): Attendee => {
      if (one.seat === from) return { ...one, ...out };
      return one.seat === seat ? { ...one, standing: 'expected' } : one;
    }),
  };
}

/** It is in the database already. The hearing goes on as it is; who comes is in court at once when they enter. */
export function handOver(hearing: Hearing, from: number, next: NextClerk): Step {
  if (isOver(hearing)) return { hearing, effects: [] };
  const { people, seat } = withClerk(hearing.people, from, next);
  const floor = hearing.floor === from ? undefined : hearing.floor;
  return note({ ...hearing, people, floor }, 'handed-over', { seat, by: from });
}

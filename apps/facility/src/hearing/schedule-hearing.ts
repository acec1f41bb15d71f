import type { Json } from '#ledger';
import type { Database } from '#postgres';
import type { ScheduleHearing as Wish } from '#protocol';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { during } from '../booking/booking-rows.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import type { Person } from '../people/visitor.js';

interface Input {
  readonly wish: Wish;
  /** The clerk, who has the first seat. */
  readonly clerk: Pick<Person, 'id' | 'name'>;
}

/** @returns the hearing's id. */
export class ScheduleHearing extends Command<'hearing.scheduled', Input, string> {
  readonly event = 'hearing.scheduled';

  protected override async act(
    trx: Transaction<Database>,
    { wish, clerk }: Input,
  ): Promise<Done<'hearing.scheduled', string>> {
    const [from, to] = [new Date(wish.from), new Date(wish.to)];
    if (to <= from || to <= this.bench.now()) throw new Refused('times-wrong', 'to');
    // The clerk has no index in the wish, so that nobody can be protected from who runs the hearing.
    const stranger = wish.people.findIndex((one, at) =>
      one.protectedFrom.some((other) => other === at || other >= wish.people.length),
    );
    if (stranger >= 0) throw new Refused('bad-input', `people.${stranger}.protectedFrom`);
    const id = freshId();
    await trx
      .insertInto('hearing')
      .values({
        id,
        case_number: wish.caseNumber,
        courtroom: wish.courtroom,
        during: during(from, to),
        made_by: clerk.id,
      })
      .execute();
    const clerkSeat = { role: 'clerk' as const, name: clerk.name, language: 'ru' as const, protectedFrom: [] };
    const people = [clerkSeat, ...wish.people.map((one) => ({ ...one, protectedFrom: one.protectedFrom.map(seatOf) }))];
    await trx
      .insertInto('attendee')
      .values(
        people.map(({ role, name, language, protectedFrom }, seat) => ({
          hearing: id,
          seat,
          role,
          name,
          language,
          protected_from: [...new Set(protectedFrom)],
          account: seat === 0 ? clerk.id : null,
        })),
      )
      .execute();
    const { caseNumber, courtroom } = wish;
    const booked = people.map(({ role, name }, seat): Json => ({ seat, role, name }));
    const details = {
      hearing: id,
      caseNumber,
      courtroom,
      from: from.toISOString(),
      to: to.toISOString(),
      people: booked,
    };
    return { answer: id, entry: { type: this.event, booking: id, details: { ...details, by: clerk.id } } };
  }
}

/** Of an index into the wish's people. */
const seatOf = (index: number): number => index + 1;

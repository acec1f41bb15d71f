import { type Attendee, type NextClerk, withClerk } from '#hearing';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { Refused } from '../hosts/refused.js';
import { hearingOf, readAttendees } from './hearing-rows.js';
import { lockOwnHearing, sessionOf } from './own-hearing.js';
import { refusingRules } from './refusing-rules.js';

interface Input {
  readonly hearing: string;
  /** Accounts of the clerks who come and who go. */
  readonly to: string;
  readonly by: string;
}

interface HandedOver {
  /** Seat of who goes. */
  readonly from: number;
  readonly next: NextClerk;
}

/** A hearing that is not over, with all that a clerk may do with it, is another clerk's from then on. */
export class HandOver extends Command<'hearing.handed-over', Input, HandedOver> {
  readonly event = 'hearing.handed-over';

  /** @throws Refused `not-found`, `hearing-over`, `person-unknown`, `wrong-state`. */
  protected override async act(
    trx: Transaction<Database>,
    { hearing, to, by }: Input,
  ): Promise<Done<'hearing.handed-over', HandedOver>> {
    const row = await lockOwnHearing(trx, hearing, by);
    const clerk = await clerksInUse(trx).where('id', '=', to).executeTakeFirst();
    if (clerk === undefined) throw new Refused('person-unknown', 'clerk');
    if (to === by) throw new Refused('wrong-state', 'clerk');
    const stored = await readAttendees(trx, [hearing]);
    const seatOf = (account: string) => stored.find((one) => one.account === account)?.seat;
    const next = { name: clerk.name, seat: seatOf(to) };
    const from = seatOf(by) ?? 0;
    const { people, seat } = refusingRules(() => withClerk(hearingOf(row, stored).people, from, next));
    await trx.updateTable('hearing').set({ made_by: to }).where('id', '=', hearing).execute();
    const { standing, role, name, language } = people[seat] as Attendee;
    if (next.seat === undefined) {
      const added = { hearing, seat, role, name, language, standing, account: to, attorney: null, counsel: null };
      await trx
        .insertInto('attendee')
        .values({ ...added, protected_from: [] })
        .execute();
    }
    for (const one of [from, seat]) {
      await trx
        .updateTable('attendee')
        .set({ standing: (people[one] as Attendee).standing })
        .where('hearing', '=', hearing)
        .where('seat', '=', one)
        .execute();
    }
    const details = { hearing, from, seat, name, account: to, by };
    return { answer: { from, next }, entry: { type: this.event, booking: hearing, ...sessionOf(row), details } };
  }
}

/** Clerks with an account in use. */
export const clerksInUse = (db: Pick<Transaction<Database>, 'selectFrom'>) =>
  db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('role', '=', 'clerk')
    .where('deactivated_at', 'is', null)
    .orderBy('name');

import { type Attendee, withPerson } from '#hearing';
import type { Database } from '#postgres';
import type { AddPerson as Wish } from '#protocol';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { hearingOf, readAttendees } from './hearing-rows.js';
import { lockOwnHearing, sessionOf } from './own-hearing.js';
import { refusingRules } from './refusing-rules.js';

interface Input {
  readonly hearing: string;
  readonly wish: Wish;
  /** Account of the clerk. */
  readonly by: string;
}

/** Of who was added, and of the clerk who did it. */
interface Added {
  readonly seat: number;
  readonly by: number;
}

/** One more person in a hearing that is not over. The seat is the next one, and what `withPerson` makes of the others is kept. */
export class AddPerson extends Command<'hearing.person-added', Input, Added> {
  readonly event = 'hearing.person-added';

  /** @throws Refused `not-found`, `hearing-over`, `bad-input`. */
  protected override async act(
    trx: Transaction<Database>,
    { hearing, wish, by }: Input,
  ): Promise<Done<'hearing.person-added', Added>> {
    const row = await lockOwnHearing(trx, hearing, by);
    const stored = await readAttendees(trx, [hearing]);
    const { people: before } = hearingOf(row, stored);
    const after = refusingRules(() => withPerson(before, wish));
    const comes = after.at(-1) as Attendee;
    const { seat, role, name, language, signLanguage } = comes;
    const none = { account: null, attorney: null, counsel: null };
    await trx
      .insertInto('attendee')
      .values({
        ...none,
        hearing,
        seat,
        role,
        name,
        language,
        sign_language: signLanguage,
        protected_from: [...comes.protectedFrom],
      })
      .execute();
    for (const one of after) {
      if (one === before[one.seat] || one === comes) continue;
      await trx
        .updateTable('attendee')
        .set({ protected_from: [...one.protectedFrom] })
        .where('hearing', '=', hearing)
        .where('seat', '=', one.seat)
        .execute();
    }
    const { protectedFrom, screens } = wish;
    const signs = signLanguage && { signLanguage };
    const details = { hearing, seat, role, name, ...signs, protectedFrom, screens, by };
    const clerk = stored.find(({ account }) => account === by)?.seat ?? 0;
    return { answer: { seat, by: clerk }, entry: { type: this.event, booking: hearing, ...sessionOf(row), details } };
  }
}

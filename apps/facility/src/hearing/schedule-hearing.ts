import { maySign } from '#hearing';
import type { Json } from '#ledger';
import type { Database } from '#postgres';
import type { ScheduleHearing as Wish } from '#protocol';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { during } from '../booking/booking-rows.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import type { Person } from '../people/visitor.js';
import { onlyOnce } from './already-scheduled.js';
import { bookParts } from './book-parts.js';

interface Input {
  readonly wish: Wish;
  /** The clerk, who has the first seat. */
  readonly clerk: Pick<Person, 'id' | 'name'>;
  /** Of a list: nothing is scheduled that is there already. `source`: SHA-256 of what its own system calls it, hex. */
  readonly once?: { readonly source: string | undefined };
}

/** @returns the hearing's id. Throws AlreadyScheduled for what is to be scheduled once and is there. */
export class ScheduleHearing extends Command<'hearing.scheduled', Input, string> {
  readonly event = 'hearing.scheduled';

  protected override async act(
    trx: Transaction<Database>,
    { wish, clerk, once }: Input,
  ): Promise<Done<'hearing.scheduled', string>> {
    const [from, to] = [new Date(wish.from), new Date(wish.to)];
    if (to <= from || to <= this.bench.now()) throw new Refused('times-wrong', 'to');
    // The clerk has no index in the wish, so that nobody can be protected from who runs the hearing.
    const stranger = wish.people.findIndex((one, at) =>
      one.protectedFrom.some((other) => other === at || other >= wish.people.length),
    );
    if (stranger >= 0) throw new Refused('bad-input', `people.${stranger}.protectedFrom`);
    for (const [at, person] of wish.people.entries()) {
      const { role, attorney, facility } = person;
      if (!maySign(person)) throw new Refused('bad-input', `people.${at}.signLanguage`);
      if (attorney !== undefined && role !== 'counsel') throw new Refused('bad-input', `people.${at}.attorney`);
      if (facility !== undefined && role !== 'accused') throw new Refused('bad-input', `people.${at}.facility`);
    }
    if (once !== undefined) await onlyOnce(trx, { ...once, caseNumber: wish.caseNumber, from });
    const id = freshId();
    await trx
      .insertInto('hearing')
      .values({
        id,
        case_number: wish.caseNumber,
        courtroom: wish.courtroom,
        during: during(from, to),
        made_by: clerk.id,
        source: once?.source ?? null,
      })
      .execute();
    const people: readonly Wished[] = [
      { role: 'clerk', name: clerk.name, language: 'ru', protectedFrom: [] },
      ...wish.people.map((one) => ({ ...one, protectedFrom: one.protectedFrom.map(seatOf) })),
    ];
    await trx
      .insertInto('attendee')
      .values(
        people.map((one, seat) => ({
          hearing: id,
          seat,
          role: one.role,
          name: one.name,
          language: one.language,
          sign_language: one.signLanguage === true,
          protected_from: [...new Set(one.protectedFrom)],
          account: seat === 0 ? clerk.id : null,
          attorney: one.attorney ?? null,
          counsel: one.facility === undefined ? null : seatOf(one.facility.counsel),
        })),
      )
      .execute();
    const more = await this.#parts(trx, id, { wish, clerk });
    const { caseNumber, courtroom } = wish;
    const booked = people.map(({ role, name, signLanguage }, seat): Json => ({
      seat,
      role,
      name,
      ...(signLanguage && { signLanguage }),
    }));
    const details = {
      hearing: id,
      caseNumber,
      courtroom,
      from: from.toISOString(),
      to: to.toISOString(),
      people: booked,
    };
    return { answer: id, entry: { type: this.event, booking: id, details: { ...details, by: clerk.id } }, more };
  }

  /** The rooms of those who take part from the facility. */
  async #parts(trx: Transaction<Database>, hearing: string, { wish, clerk }: Input): Promise<LeafDraft[]> {
    const during = { from: new Date(wish.from), to: new Date(wish.to) };
    const entries: LeafDraft[] = [];
    for (const [at, { facility }] of wish.people.entries()) {
      if (facility === undefined) continue;
      const attorney = wish.people[facility.counsel]?.attorney;
      if (attorney === undefined) throw new Refused('attorney-unknown', `people.${at}.facility`);
      const accused = { hearing, seat: seatOf(at), attorney, facility };
      entries.push(...(await bookParts(trx, accused, during, { by: clerk.id, now: this.bench.now() })));
    }
    return entries;
  }
}

type Wished = Wish['people'][number];

/** Of an index into the wish's people. */
const seatOf = (index: number): number => index + 1;

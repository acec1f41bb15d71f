import { BookingError } from '#booking';
import type { Json } from '#ledger';
import type { DetaineeWish, Tie, Whereabouts } from '#protocol';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { Booker } from '../booking/make-booking.js';
import { freshId } from '../fresh-id.js';
import { openReview } from './open-review.js';
import { writeApart, writeDetainee } from './write-detainee.js';

export interface NumberedDetainee extends Omit<DetaineeWish, 'apart'> {
  readonly number: string;
  /** Absent: as it is. */
  readonly apart?: readonly string[];
}

/** What can be done to the register. */
export type RegisterChange =
  | { readonly kind: 'detainees'; readonly rows: readonly NumberedDetainee[] }
  | { readonly kind: 'whereabouts'; readonly detainee: string; readonly whereabouts: Whereabouts }
  | { readonly kind: 'ties'; readonly rows: readonly Tie[] }
  | { readonly kind: 'untie'; readonly tie: Tie };

/** Changes the register of people, all or nothing, with one entry; who it concerns is under the commitment only. */
export class ChangeRegister extends Command<'register.changed', { readonly change: RegisterChange } & Booker, void> {
  readonly event = 'register.changed';

  /** @throws BookingError `detainee-unknown`, `attorney-unknown`, `must-not-meet`. */
  protected override async act(
    trx: Transaction<Database>,
    { change, by }: { readonly change: RegisterChange } & Booker,
  ): Promise<Done<'register.changed', void>> {
    const details = await this.#apply(trx, change);
    const subject = freshId();
    return {
      answer: undefined,
      entry: { type: this.event, booking: subject, details: { by, kind: change.kind, ...details } },
    };
  }

  async #apply(trx: Transaction<Database>, change: RegisterChange): Promise<Record<string, Json>> {
    switch (change.kind) {
      case 'detainees': {
        // Those first whom others of the same list name.
        for (const row of change.rows) await writeDetainee(trx, row.number, row);
        for (const { number, apart } of change.rows) if (apart) await writeApart(trx, number, apart);
        return { detainees: change.rows.map(({ number }) => number) };
      }
      case 'whereabouts':
        return this.#whereabouts(trx, change.detainee, change.whereabouts);
      case 'ties':
        for (const tie of change.rows) await this.#tie(trx, tie);
        return { ties: change.rows.map(({ attorney, detainee }) => ({ attorney, detainee })) };
      case 'untie': {
        const { attorney, detainee } = change.tie;
        await trx.deleteFrom('tie').where('attorney', '=', attorney).where('detainee', '=', detainee).execute();
        return { attorney, detainee };
      }
    }
  }

  async #whereabouts(
    trx: Transaction<Database>,
    detainee: string,
    whereabouts: Whereabouts,
  ): Promise<Record<string, Json>> {
    const changed = await trx
      .updateTable('detainee')
      .set({ whereabouts, updated_at: this.bench.now() })
      .where('number', '=', detainee)
      .returning('number')
      .executeTakeFirst();
    if (changed === undefined) throw new BookingError('detainee-unknown', 'detainee');
    if (whereabouts !== 'here') {
      const { rows } = await sql<{ id: string }>`select id from booking where detainee = ${detainee}
        and state in ('offered', 'confirmed', 'admitted') and upper(during) > ${this.bench.now()}`.execute(trx);
      for (const { id } of rows) await openReview(trx, id, whereabouts);
    }
    return { detainee, whereabouts };
  }

  async #tie(trx: Transaction<Database>, { attorney, detainee }: Tie): Promise<void> {
    const known = await trx.selectFrom('attorney').select('id').where('id', '=', attorney).executeTakeFirst();
    if (known === undefined) throw new BookingError('attorney-unknown', 'attorney');
    const person = await trx.selectFrom('detainee').select('number').where('number', '=', detainee).executeTakeFirst();
    if (person === undefined) throw new BookingError('detainee-unknown', 'detainee');
    await trx
      .insertInto('tie')
      .values({ attorney, detainee })
      .onConflict((same) => same.doNothing())
      .execute();
  }
}

import { BookingError } from '#booking';
import type { AskedBy, DeskRequestWish } from '#protocol';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { Booker } from '../booking/make-booking.js';
import { freshId } from '../fresh-id.js';
import { lockRequest, requestDetails, type RequestRow } from './request-rows.js';

export interface Asking extends Booker {
  readonly wish: DeskRequestWish;
  readonly askedBy: AskedBy;
}

/** Somebody asks for time with an attorney: waiting is counted from here. No cap on length or number. */
export class MakeRequest extends Command<'request.made', Asking, RequestRow> {
  readonly event = 'request.made';

  /** @throws BookingError `times-wrong`, `detainee-unknown`, `attorney-unknown`, `no-tie` (of an attorney's wish). */
  protected override async act(
    trx: Transaction<Database>,
    { wish, askedBy, by }: Asking,
  ): Promise<Done<'request.made', RequestRow>> {
    const [from, to, now] = [new Date(wish.from), new Date(wish.to), this.bench.now()];
    if (to.getTime() - Math.max(from.getTime(), now.getTime()) < wish.minutes * 60_000) {
      throw new BookingError('times-wrong', 'to');
    }
    await this.#checkPeople(trx, wish, askedBy);
    const id = freshId();
    await trx
      .insertInto('request')
      .values({
        id,
        detainee: wish.detainee,
        attorney: wish.attorney,
        asked_by: askedBy,
        asked_at: now,
        within: sql<string>`tstzrange(${from}, ${to}, '[)')` as never,
        minutes: wish.minutes,
        interpreter: wish.interpreter ?? null,
        co_counsel: wish.coCounsel ?? null,
        hearing_at: wish.hearing === undefined ? null : new Date(wish.hearing),
        // What the desk knows of a hearing comes from the court; anybody else's word the desk confirms.
        hearing_confirmed: wish.hearing !== undefined && askedBy === 'desk',
        first_fit: wish.firstFit,
      })
      .execute();
    const row = await lockRequest(trx, id);
    return { answer: row, entry: { type: this.event, booking: id, details: requestDetails(row, by) } };
  }

  async #checkPeople(trx: Transaction<Database>, wish: DeskRequestWish, askedBy: AskedBy): Promise<void> {
    const known = async (attorney: string) =>
      (await trx.selectFrom('attorney').select('id').where('id', '=', attorney).executeTakeFirst()) !== undefined;
    if (!(await known(wish.attorney))) throw new BookingError('attorney-unknown', 'attorney');
    if (wish.coCounsel !== undefined && !(await known(wish.coCounsel))) {
      throw new BookingError('attorney-unknown', 'coCounsel');
    }
    const tie = trx.selectFrom('tie').select('since').where('detainee', '=', wish.detainee);
    // An attorney learns of nobody who is not a client: an unknown number is answered the same.
    if (askedBy === 'attorney' && !(await tie.where('attorney', '=', wish.attorney).executeTakeFirst())) {
      throw new BookingError('no-tie', 'detainee');
    }
    const person = await trx
      .selectFrom('detainee')
      .select('number')
      .where('number', '=', wish.detainee)
      .executeTakeFirst();
    if (person === undefined) throw new BookingError('detainee-unknown', 'detainee');
  }
}

import { BookingError } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { Booker } from '../booking/make-booking.js';
import { lockRequest, requestDetails, type RequestRow } from './request-rows.js';

export interface Hearing extends Booker {
  readonly request: string;
  readonly at: Date;
  readonly confirmed: boolean;
}

/** The desk knows of a hearing, or that it is confirmed: the order of the queue may change. */
export class AmendHearing extends Command<'request.amended', Hearing, RequestRow> {
  readonly event = 'request.amended';

  /** @throws BookingError `not-found`, `wrong-state` when the request is settled. */
  protected override async act(
    trx: Transaction<Database>,
    { request: id, at, confirmed, by }: Hearing,
  ): Promise<Done<'request.amended', RequestRow>> {
    const before = await lockRequest(trx, id);
    if (before.settled_at !== null) throw new BookingError('wrong-state');
    const row = { ...before, hearing_at: at, hearing_confirmed: confirmed };
    await trx
      .updateTable('request')
      .set({ hearing_at: at, hearing_confirmed: confirmed })
      .where('id', '=', id)
      .execute();
    return { answer: row, entry: { type: this.event, booking: id, details: requestDetails(row, by) } };
  }
}

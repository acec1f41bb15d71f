import type { BookingWish } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { notify } from '../notices/notify.js';
import { bookingDetails, type BookingRow } from './booking-rows.js';
import { insertBooking } from './insert-booking.js';

export interface Booker {
  /** Account id of who acts; goes under the commitment only. */
  readonly by: string;
}

export class MakeBooking extends Command<'booking.made', { readonly wish: BookingWish } & Booker, BookingRow> {
  readonly event = 'booking.made';

  protected override async act(
    trx: Transaction<Database>,
    { wish, by }: { readonly wish: BookingWish } & Booker,
  ): Promise<Done<'booking.made', BookingRow>> {
    const row = await insertBooking(trx, wish, { state: 'confirmed' }, this.bench.now());
    await notify(trx, 'confirmed', row);
    return { answer: row, entry: { type: this.event, booking: row.id, details: bookingDetails(row, by) } };
  }
}

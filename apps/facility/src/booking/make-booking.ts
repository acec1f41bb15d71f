import type { BookingWish } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type CommandBench, type Done } from '../audit/command.js';
import type { RandomBytes } from '../audit/opening-vault.js';
import { notify } from '../notices/notify.js';
import { bookingDetails, type BookingRow } from './booking-rows.js';
import { insertBooking } from './insert-booking.js';

export interface Booker {
  /** Account id of who acts; goes under the commitment only. */
  readonly by: string;
}

export class MakeBooking extends Command<'booking.made', { readonly wish: BookingWish } & Booker, BookingRow> {
  readonly event = 'booking.made';

  constructor(
    bench: CommandBench,
    private readonly random: RandomBytes,
  ) {
    super(bench);
  }

  protected override async act(
    trx: Transaction<Database>,
    { wish, by }: { readonly wish: BookingWish } & Booker,
  ): Promise<Done<'booking.made', BookingRow>> {
    const { random } = this;
    const row = await insertBooking(trx, wish, { state: 'confirmed' }, { random, now: this.bench.now() });
    await notify(trx, 'confirmed', row);
    return { answer: row, entry: { type: this.event, booking: row.id, details: bookingDetails(row, by) } };
  }
}

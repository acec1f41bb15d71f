import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { bookingDetails, lockBooking, type BookingRow } from './booking-rows.js';
import type { Booker } from './make-booking.js';
import { stepBooking } from './step-booking.js';

/** The desk says that the person was brought to the booth. */
export class AdmitDetainee extends Command<'booking.admitted', { readonly id: string } & Booker, BookingRow> {
  readonly event = 'booking.admitted';

  protected override async act(
    trx: Transaction<Database>,
    { id, by }: { readonly id: string } & Booker,
  ): Promise<Done<'booking.admitted', BookingRow>> {
    const before = await lockBooking(trx, id);
    const row = await stepBooking(trx, before, 'admit', this.bench.now());
    return { answer: row, entry: { type: this.event, booking: id, details: bookingDetails(row, by) } };
  }
}

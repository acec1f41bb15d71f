import { BookingError, checkSlot } from '#booking';
import type { BookingWish } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { bookingDetails, lockBooking, type BookingRow } from './booking-rows.js';
import type { Booker } from './make-booking.js';
import { rePlace } from './re-place.js';

export interface Amendment extends Booker {
  readonly id: string;
  readonly wish: BookingWish;
}

/** Moves a booking, or changes who takes part beside its attorney. */
export class AmendBooking extends Command<'booking.amended', Amendment, BookingRow> {
  readonly event = 'booking.amended';

  protected override async act(
    trx: Transaction<Database>,
    { id, wish, by }: Amendment,
  ): Promise<Done<'booking.amended', BookingRow>> {
    const before = await lockBooking(trx, id);
    const { from, to } = checkSlot(wish.from, wish.to, this.bench.now());
    // Parties are fixed at booking: another attorney is another booking.
    if (wish.attorney !== before.attorney) throw new BookingError('not-allowed', 'attorney');
    const sameTimes = from.getTime() === before.from.getTime() && to.getTime() === before.to.getTime();
    if (before.hearing !== null && !sameTimes) throw new BookingError('part-of-hearing', 'from');
    const { booth, detainee, coCounsel, interpreter, soundOnly } = wish;
    const helpers = {
      ...(coCounsel !== undefined && { coCounsel }),
      ...(interpreter !== undefined && { interpreter }),
    };
    const place = { booth, detainee, from, to, helpers, ...(soundOnly !== undefined && { soundOnly }) };
    const row = await rePlace(trx, before, place, 'amend', this.bench.now());
    const details = { ...bookingDetails(row, by), before: bookingDetails(before, by) };
    return { answer: row, entry: { type: this.event, booking: id, details } };
  }
}

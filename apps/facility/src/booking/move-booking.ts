import { BookingError } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { bookingDetails, lockBooking, type BookingRow } from './booking-rows.js';
import type { Booker } from './make-booking.js';
import { rePlace } from './re-place.js';

export interface Move extends Booker {
  readonly id: string;
  readonly booth: string;
}

/** Another booth at the same time, for a booking that has not begun. */
export class MoveBooking extends Command<'booking.amended', Move, BookingRow> {
  readonly event = 'booking.amended';

  protected override async act(
    trx: Transaction<Database>,
    { id, booth, by }: Move,
  ): Promise<Done<'booking.amended', BookingRow>> {
    const before = await lockBooking(trx, id);
    if (before.state === 'in-session') throw new BookingError('session-runs', 'booth');
    const row = await rePlace(trx, before, { ...before, helpers: {}, booth }, 'move', this.bench.now());
    const details = { ...bookingDetails(row, by), before: bookingDetails(before, by) };
    return { answer: row, entry: { type: this.event, booking: id, details } };
  }
}

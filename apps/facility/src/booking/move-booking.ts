import { BookingError, transition } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { checkPlace } from '../booths/check-place.js';
import { bookingDetails, during, lockBooking, type BookingRow } from './booking-rows.js';
import type { Booker } from './make-booking.js';

export interface Move extends Booker {
  readonly id: string;
  readonly booth: string;
}

/** Another booth at the same time, for a booking that has not begun. An issued slip is void: it names the old booth. */
export class MoveBooking extends Command<'booking.amended', Move, BookingRow> {
  readonly event = 'booking.amended';

  protected override async act(
    trx: Transaction<Database>,
    { id, booth, by }: Move,
  ): Promise<Done<'booking.amended', BookingRow>> {
    const before = await lockBooking(trx, id);
    if (before.state === 'in-session') throw new BookingError('session-runs', 'booth');
    const state = transition(before.state, 'move');
    const held = await checkPlace(trx, { ...before, booth });
    await trx
      .updateTable('booking')
      .set({
        booth,
        booth_label: `Booth ${booth}`,
        held: during(held.from, held.to),
        state,
        slip_hmac: null,
        slip_tries: 0,
        updated_at: this.bench.now(),
      })
      .where('id', '=', id)
      .execute();
    const row = await lockBooking(trx, id);
    const details = { ...bookingDetails(row, by), before: bookingDetails(before, by) };
    return { answer: row, entry: { type: this.event, booking: id, details } };
  }
}

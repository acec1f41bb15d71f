import { BookingError, checkSlot, transition } from '#booking';
import type { BookingWish } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { checkPlace } from '../booths/check-place.js';
import { bookingDetails, during, lockBooking, type BookingRow } from './booking-rows.js';
import type { Booker } from './make-booking.js';

export interface Amendment extends Booker {
  readonly id: string;
  readonly wish: BookingWish;
}

/** Moves a booking. Its own slot does not clash with itself; every other check stays. An issued slip is void. */
export class AmendBooking extends Command<'booking.amended', Amendment, BookingRow> {
  readonly event = 'booking.amended';

  protected override async act(
    trx: Transaction<Database>,
    { id, wish, by }: Amendment,
  ): Promise<Done<'booking.amended', BookingRow>> {
    const before = await lockBooking(trx, id);
    const state = transition(before.state, 'amend');
    const { from, to } = checkSlot(wish.from, wish.to, this.bench.now());
    // Parties are fixed at booking: another attorney is another booking.
    if (wish.attorney !== before.attorney) throw new BookingError('not-allowed', 'attorney');
    const held = await checkPlace(trx, { ...wish, from, to });
    await trx
      .updateTable('booking')
      .set({
        booth: wish.booth,
        detainee: wish.detainee,
        during: during(from, to),
        held: during(held.from, held.to),
        state,
        booth_label: `Booth ${wish.booth}`,
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

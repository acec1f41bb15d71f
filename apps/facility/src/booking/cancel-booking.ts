import { DESK_CANCEL_CODES, checkDeskCode, transition } from '#booking';
import type { CompletionCode, SaidBy } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { bookingDetails, lockBooking, type BookingRow } from './booking-rows.js';
import type { Booker } from './make-booking.js';

export interface Cancellation extends Booker {
  readonly id: string;
  readonly code: CompletionCode;
  /** Who said that the person refuses or cannot come. */
  readonly saidBy?: SaidBy;
}

/** Cancels, or enters as missed with the code `no-show`. The slot and the slip are free at once. */
export class CancelBooking extends Command<'booking.cancelled', Cancellation, BookingRow> {
  readonly event = 'booking.cancelled';

  protected override async act(
    trx: Transaction<Database>,
    { id, code, saidBy, by }: Cancellation,
  ): Promise<Done<'booking.cancelled', BookingRow>> {
    const before = await lockBooking(trx, id);
    const completion = checkDeskCode(code, DESK_CANCEL_CODES);
    const state = transition(before.state, code === 'no-show' ? 'miss' : 'cancel');
    await trx
      .updateTable('booking')
      .set({ state, completion, updated_at: this.bench.now() })
      .where('id', '=', id)
      .execute();
    const row = { ...before, state, completion };
    return {
      answer: row,
      entry: {
        type: this.event,
        booking: id,
        details: { ...bookingDetails(row, by, code), ...(saidBy !== undefined && { saidBy }) },
      },
      // A session whose opening was entered, but whose room never came to be, is closed as well.
      more: before.session === null ? [] : [{ type: 'session.closed', session: before.session, public: { code } }],
    };
  }
}

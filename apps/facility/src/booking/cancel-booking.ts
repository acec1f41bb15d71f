import { BookingError, checkDeskCode } from '#booking';
import { DESK_CANCEL_CODES, type CompletionCode, type SaidBy } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { bookingDetails, lockBooking, type BookingRow } from './booking-rows.js';
import { callOff, closingOf } from './call-off.js';
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
    // An offer is its request's: it is withdrawn, or runs out.
    if (before.state === 'offered') throw new BookingError('wrong-state');
    const completion = checkDeskCode(code, DESK_CANCEL_CODES);
    const row = await callOff(trx, before, { completion, reason: completion }, this.bench.now());
    return {
      answer: row,
      entry: {
        type: this.event,
        booking: id,
        details: { ...bookingDetails(row, by, code), ...(saidBy !== undefined && { saidBy }) },
      },
      more: closingOf(before, code),
    };
  }
}

import { BookingError } from '#booking';
import type { BoothSlot } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { bookingDetails, lockBooking, type BookingRow } from '../booking/booking-rows.js';
import { insertBooking } from '../booking/insert-booking.js';
import type { Booker } from '../booking/make-booking.js';
import { stepBooking } from '../booking/step-booking.js';
import { notify } from '../notices/notify.js';
import { keptBooking, lockRequest, requestDetails, type RequestRow } from './request-rows.js';

export interface Confirming extends Booker {
  readonly request: string;
  /** Another slot than the kept one. */
  readonly slot?: BoothSlot;
}

/** A request gets its consultation: the slot that is kept for it, or another that is free. */
export class ConfirmSlot extends Command<'booking.made', Confirming, BookingRow> {
  readonly event = 'booking.made';

  /** @throws BookingError `wrong-state`, `offer-gone`, and everything a booking is refused with. */
  protected override async act(
    trx: Transaction<Database>,
    { request: id, slot, by }: Confirming,
  ): Promise<Done<'booking.made', BookingRow>> {
    const request = await lockRequest(trx, id);
    if (request.state !== 'requested' && request.state !== 'offered') throw new BookingError('wrong-state');
    const kept = await keptBooking(trx, id);
    const row = slot === undefined ? await this.#take(trx, kept?.id) : await this.#other(trx, request, slot, kept?.id);
    const at = this.bench.now();
    await trx
      .updateTable('request')
      .set({ state: 'confirmed', settled_at: at, settled_reason: 'confirmed' })
      .where('id', '=', id)
      .execute();
    await notify(trx, 'confirmed', row);
    const settled = { ...requestDetails(request, by), outcome: 'confirmed', consultation: row.id };
    return {
      answer: row,
      entry: { type: this.event, booking: row.id, details: { ...bookingDetails(row, by), request: id } },
      more: [{ type: 'request.settled', booking: id, details: settled }],
    };
  }

  async #take(trx: Transaction<Database>, kept: string | undefined): Promise<BookingRow> {
    if (kept === undefined) throw new BookingError('offer-gone');
    const before = await lockBooking(trx, kept);
    if (before.offer_expires_at !== null && before.offer_expires_at <= this.bench.now()) {
      throw new BookingError('offer-gone');
    }
    return stepBooking(trx, before, 'confirm', this.bench.now());
  }

  async #other(
    trx: Transaction<Database>,
    { id: request, detainee, attorney }: RequestRow,
    slot: BoothSlot,
    kept: string | undefined,
  ): Promise<BookingRow> {
    if (kept !== undefined) await stepBooking(trx, await lockBooking(trx, kept), 'cancel', this.bench.now());
    const made = { state: 'confirmed', request } as const;
    return insertBooking(trx, { ...slot, detainee, attorney }, made, this.bench.now());
  }
}

import { BookingError } from '#booking';
import type { BoothSlot } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { coCounselOf } from '../booking/book-helpers.js';
import { bookingDetails, type BookingRow } from '../booking/booking-rows.js';
import { insertBooking } from '../booking/insert-booking.js';
import type { Booker } from '../booking/make-booking.js';
import { stepBooking } from '../booking/step-booking.js';
import { notify } from '../notices/notify.js';
import { lockKept, lockRequest, requestDetails, type RequestRow } from './request-rows.js';

export interface Confirming extends Booker {
  readonly request: string;
  /** Another slot than the kept one. */
  readonly slot?: BoothSlot;
  /** Who may answer it, when not the desk: another's request is not there for an attorney. */
  readonly attorney?: string;
}

/** A request gets its consultation: the slot that is kept for it, or another that is free. */
export class ConfirmSlot extends Command<'booking.made', Confirming, RequestRow> {
  readonly event = 'booking.made';

  /** @throws BookingError `not-found`, `wrong-state`, `offer-gone`, and everything a booking is refused with. */
  protected override async act(
    trx: Transaction<Database>,
    { request: id, slot, attorney, by }: Confirming,
  ): Promise<Done<'booking.made', RequestRow>> {
    const request = await lockRequest(trx, id);
    if (attorney !== undefined && request.attorney !== attorney) throw new BookingError('not-found');
    if (request.state !== 'requested' && request.state !== 'offered') throw new BookingError('wrong-state');
    const kept = await lockKept(trx, id);
    const row = slot === undefined ? await this.#take(trx, kept) : await this.#other(trx, request, slot, kept);
    const settled = { state: 'confirmed', settled_at: this.bench.now(), settled_reason: 'confirmed' } as const;
    await trx.updateTable('request').set(settled).where('id', '=', id).execute();
    await notify(trx, 'confirmed', row);
    const details = { ...requestDetails(request, by), outcome: 'confirmed', consultation: row.id };
    return {
      answer: { ...request, ...settled },
      entry: { type: this.event, booking: row.id, details: { ...bookingDetails(row, by), request: id } },
      more: [{ type: 'request.settled', booking: id, details }],
    };
  }

  async #take(trx: Transaction<Database>, kept: BookingRow | undefined): Promise<BookingRow> {
    if (kept === undefined) throw new BookingError('offer-gone');
    if (kept.offer_expires_at !== null && kept.offer_expires_at <= this.bench.now()) {
      throw new BookingError('offer-gone');
    }
    return stepBooking(trx, kept, 'confirm', this.bench.now());
  }

  async #other(
    trx: Transaction<Database>,
    { id: request, detainee, attorney, co_counsel: second }: RequestRow,
    slot: BoothSlot,
    kept: BookingRow | undefined,
  ): Promise<BookingRow> {
    if (kept !== undefined) await stepBooking(trx, kept, 'cancel', this.bench.now());
    const made = { state: 'confirmed', request } as const;
    return insertBooking(
      trx,
      { ...slot, detainee, attorney, ...(await coCounselOf(trx, second)) },
      made,
      this.bench.now(),
    );
  }
}

import { BookingError, type PlacedSlot } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { coCounselOf } from '../booking/book-helpers.js';
import { bookingDetails, type BookingRow } from '../booking/booking-rows.js';
import { insertBooking } from '../booking/insert-booking.js';
import { notifyThese } from '../notices/notify.js';
import { lockRequest } from './request-rows.js';

export interface Offering {
  readonly request: string;
  readonly slot: PlacedSlot;
  /** Until when the slot is kept. */
  readonly expires: Date;
}

/** Keeps a slot for a request until somebody answers. */
export class OfferSlot extends Command<'offer.made', Offering, BookingRow> {
  readonly event = 'offer.made';

  protected override async act(
    trx: Transaction<Database>,
    { request, slot, expires }: Offering,
  ): Promise<Done<'offer.made', BookingRow>> {
    const row = await lockRequest(trx, request);
    if (row.state !== 'requested') throw new BookingError('wrong-state');
    const wish = {
      booth: slot.booth,
      detainee: row.detainee,
      attorney: row.attorney,
      ...(await coCounselOf(trx, row.co_counsel)),
      from: slot.from.toISOString(),
      to: slot.to.toISOString(),
    };
    const made = { state: 'offered', request, expires } as const;
    const booking = await insertBooking(trx, wish, made, this.bench.now());
    await trx.updateTable('request').set({ state: 'offered' }).where('id', '=', request).execute();
    await notifyThese(trx, [booking.attorney], 'offered', booking, { expires: expires.toISOString() });
    const details = { ...bookingDetails(booking, 'queue'), request, expires: expires.toISOString() };
    return { answer: booking, entry: { type: this.event, booking: booking.id, details } };
  }
}

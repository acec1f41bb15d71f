import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { bookingDetails, lockBooking, type BookingRow } from '../booking/booking-rows.js';
import { stepBooking } from '../booking/step-booking.js';
import { notifyThese } from '../notices/notify.js';
import { lockRequest } from './request-rows.js';

/** Nobody answered in time: the slot is free again, the request keeps its place. */
export class ExpireOffer extends Command<'offer.expired', { readonly booking: string }, BookingRow> {
  readonly event = 'offer.expired';

  /** @throws BookingError `wrong-state` when it was answered meanwhile. */
  protected override async act(
    trx: Transaction<Database>,
    { booking }: { readonly booking: string },
  ): Promise<Done<'offer.expired', BookingRow>> {
    const found = await trx.selectFrom('booking').select('request').where('id', '=', booking).executeTakeFirst();
    // The request first, as everybody does who locks both.
    if (found?.request != null) await lockRequest(trx, found.request);
    const before = await lockBooking(trx, booking);
    const row = await stepBooking(trx, before, 'expire', this.bench.now());
    await trx
      .updateTable('request')
      .set((eb) => ({ state: 'requested' as const, offers_expired: eb('offers_expired', '+', 1) }))
      .where('id', '=', before.request)
      .where('state', '=', 'offered')
      .execute();
    await notifyThese(trx, [row.attorney], 'offer-expired', row);
    return { answer: row, entry: { type: this.event, booking, details: bookingDetails(row, 'queue') } };
  }
}

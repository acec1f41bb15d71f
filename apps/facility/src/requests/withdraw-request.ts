import { BookingError } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { Booker } from '../booking/make-booking.js';
import { stepBooking } from '../booking/step-booking.js';
import { notifyThese } from '../notices/notify.js';
import { lockKept, lockRequest, requestDetails, type RequestRow } from './request-rows.js';

export interface Withdrawal extends Booker {
  readonly request: string;
  readonly reason: 'withdrawn' | 'not-here' | 'other';
}

/** Taken back, with a reason; what was kept for it is free. Its waiting time stays on record. */
export class WithdrawRequest extends Command<'request.settled', Withdrawal, RequestRow> {
  readonly event = 'request.settled';

  /** @throws BookingError `not-found`, `wrong-state` when it has its consultation or was withdrawn. */
  protected override async act(
    trx: Transaction<Database>,
    { request: id, reason, by }: Withdrawal,
  ): Promise<Done<'request.settled', RequestRow>> {
    const before = await lockRequest(trx, id);
    if (before.state !== 'requested' && before.state !== 'offered') throw new BookingError('wrong-state');
    const at = this.bench.now();
    const kept = await lockKept(trx, id);
    if (kept !== undefined) {
      const booking = await stepBooking(trx, kept, 'cancel', at);
      await notifyThese(trx, [booking.attorney], 'cancelled', booking, { reason });
    }
    const row = { ...before, state: 'cancelled', settled_at: at, settled_reason: reason } as const;
    const { state, settled_at, settled_reason } = row;
    await trx.updateTable('request').set({ state, settled_at, settled_reason }).where('id', '=', id).execute();
    return {
      answer: row,
      entry: { type: this.event, booking: id, details: { ...requestDetails(row, by), outcome: reason } },
    };
  }
}

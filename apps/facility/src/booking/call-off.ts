import type { CompletionCode, NoticeReason } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { notify } from '../notices/notify.js';
import type { BookingRow } from './booking-rows.js';
import { stepBooking } from './step-booking.js';

/** Why a booking is called off: the code it keeps, and what those who take part are told. */
export interface WhyOff {
  readonly completion: CompletionCode;
  readonly reason: NoticeReason;
}

/**
 * Ends a locked booking that did not become a session. Slot and slip are free at once; those who knew of it are told why: of an
 * offer the attorney alone. The request whose offer it was waits again, in its place.
 */
export async function callOff(
  trx: Transaction<Database>,
  before: BookingRow,
  { completion, reason }: WhyOff,
  at: Date,
): Promise<BookingRow> {
  const event = completion === 'no-show' ? 'miss' : 'cancel';
  const row = await stepBooking(trx, before, event, at, { completion, sequence: before.sequence + 1 });
  if (before.state === 'offered') {
    await trx
      .updateTable('request')
      .set({ state: 'requested' })
      .where('id', '=', before.request)
      .where('state', '=', 'offered')
      .execute();
  }
  const knew = before.state === 'offered' ? { ...row, helpers: [] } : row;
  await notify(trx, 'cancelled', knew, { reason });
  return row;
}

/** A session whose opening was entered, but whose room never came to be, is closed as well. */
export const closingOf = ({ session }: BookingRow, code: CompletionCode): LeafDraft[] =>
  session === null ? [] : [{ type: 'session.closed', session, public: { code } }];

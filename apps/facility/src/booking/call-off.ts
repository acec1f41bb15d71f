import { transition } from '#booking';
import type { CompletionCode } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { notify } from '../notices/notify.js';
import type { BookingRow } from './booking-rows.js';

/** Ends a locked booking that did not become a session. Slot and slip are free at once; the attorney is told why. */
export async function callOff(
  trx: Transaction<Database>,
  before: BookingRow,
  completion: CompletionCode,
  at: Date,
): Promise<BookingRow> {
  const state = transition(before.state, completion === 'no-show' ? 'miss' : 'cancel');
  const row = { ...before, state, completion, sequence: before.sequence + 1 };
  await trx
    .updateTable('booking')
    .set({ state, completion, sequence: row.sequence, updated_at: at })
    .where('id', '=', before.id)
    .execute();
  await notify(trx, 'cancelled', row, { reason: completion });
  return row;
}

/** A session whose opening was entered, but whose room never came to be, is closed as well. */
export const closingOf = ({ session }: BookingRow, code: CompletionCode): LeafDraft[] =>
  session === null ? [] : [{ type: 'session.closed', session, public: { code } }];

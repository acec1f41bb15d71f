import { transition, type BookingEvent } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import type { BookingRow } from './booking-rows.js';

/**
 * One step of a locked booking, as the table of states has it, with what changes by it. What holds its booth no longer is
 * free at once. @throws BookingError `wrong-state`.
 */
export async function stepBooking(
  trx: Transaction<Database>,
  before: BookingRow,
  event: BookingEvent,
  at: Date,
  also: Partial<Pick<BookingRow, 'completion' | 'sequence' | 'slip_used'>> = {},
): Promise<BookingRow> {
  const changed = { ...also, state: transition(before.state, event), updated_at: at };
  await trx.updateTable('booking').set(changed).where('id', '=', before.id).execute();
  return { ...before, ...changed };
}

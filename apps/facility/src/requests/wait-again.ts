import { CO_COUNSEL_ROLE } from '#booking';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import type { LeafDraft } from '../audit/leaf-draft.js';
import type { BookingRow } from '../booking/booking-rows.js';
import { freshId } from '../fresh-id.js';
import { lockRequest, requestDetails } from './request-rows.js';

/** How long after its own time a booking that lost its place may be given another. */
const WINDOW_MS = 14 * 86_400_000;

/**
 * A booking that the facility took away waits again with the age it had: its request as it was, or one that begins when the
 * booking was made. @returns the entries of it.
 */
export async function waitAgain(
  trx: Transaction<Database>,
  hit: BookingRow,
  by: string,
  at: Date,
): Promise<LeafDraft[]> {
  const within = sql<string>`tstzrange(${hit.from}, ${new Date(hit.to.getTime() + WINDOW_MS)}, '[)')` as never;
  if (hit.request !== null) {
    await lockRequest(trx, hit.request);
    await trx
      .updateTable('request')
      .set({ state: 'requested', settled_at: null, settled_reason: null })
      .where('id', '=', hit.request)
      .execute();
    const row = await lockRequest(trx, hit.request);
    return [{ type: 'request.amended', booking: row.id, details: requestDetails(row, by) }];
  }
  const id = freshId();
  await trx
    .insertInto('request')
    .values({
      id,
      detainee: hit.detainee,
      attorney: hit.attorney,
      co_counsel: hit.helpers.find(({ role }) => role === CO_COUNSEL_ROLE)?.person ?? null,
      asked_by: 'desk',
      asked_at: hit.created_at < at ? hit.created_at : at,
      within,
      minutes: Math.max(1, Math.round((hit.to.getTime() - hit.from.getTime()) / 60_000)),
    })
    .execute();
  const row = await lockRequest(trx, id);
  return [{ type: 'request.made', booking: id, details: requestDetails(row, by) }];
}

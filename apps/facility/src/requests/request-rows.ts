import { BookingError } from '#booking';
import type { Json } from '#ledger';
import type { Database, Db, RequestTable } from '#postgres';
import { sql, type Selectable, type Transaction } from 'kysely';
import { selectBookings, type BookingRow } from '../booking/booking-rows.js';

/** A request as stored, its window taken apart. */
export type RequestRow = Omit<Selectable<RequestTable>, 'within'> & { readonly from: Date; readonly to: Date };

type Reader = Db | Transaction<Database>;

export const selectRequests = (db: Reader) =>
  db
    .selectFrom('request')
    .selectAll('request')
    .select([sql<Date>`lower(within)`.as('from'), sql<Date>`upper(within)`.as('to')]);

/** The request under a row lock until the transaction ends. @throws BookingError `not-found`. */
export const lockRequest = async (trx: Transaction<Database>, id: string): Promise<RequestRow> => {
  const row = await selectRequests(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new BookingError('not-found');
  return row;
};

/** The slot that is kept for the request now, under lock. */
export const lockKept = (trx: Transaction<Database>, request: string): Promise<BookingRow | undefined> =>
  selectBookings(trx).where('request', '=', request).where('state', '=', 'offered').forUpdate().executeTakeFirst();

/** Details under the commitment of a request's entries. */
export const requestDetails = (row: RequestRow, by: string): Record<string, Json> => ({
  request: row.id,
  by,
  detainee: row.detainee,
  attorney: row.attorney,
  askedBy: row.asked_by,
  askedAt: row.asked_at.toISOString(),
  from: row.from.toISOString(),
  to: row.to.toISOString(),
  minutes: row.minutes,
  ...(row.interpreter !== null && { interpreter: row.interpreter }),
  ...(row.co_counsel !== null && { coCounsel: row.co_counsel }),
  ...(row.hearing_at !== null && { hearing: row.hearing_at.toISOString(), confirmed: row.hearing_confirmed }),
});

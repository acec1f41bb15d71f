import type { Json } from '#ledger';
import { ATTORNEY_ROLE, BOOTH_ROLE, BookingError, sortRoster } from '#booking';
import { CompletionCode, type PartyBooking, type RosterPlace } from '#protocol';
import type { BookingTable, Database, Db } from '#postgres';
import { sql, type Selectable, type Transaction } from 'kysely';

/** A booking as stored, its slot taken apart. */
export type BookingRow = Omit<Selectable<BookingTable>, 'during' | 'held'> & { readonly from: Date; readonly to: Date };

type Reader = Db | Transaction<Database>;

/** All columns; add where clauses of your own. */
export const selectBookings = (db: Reader) =>
  db
    .selectFrom('booking')
    .selectAll('booking')
    .select([sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('to')]);

export const during = (from: Date, to: Date) => sql<string>`tstzrange(${from}, ${to}, '[)')`;

/** The booking under a row lock until the transaction ends. @throws BookingError `not-found`. */
export const lockBooking = async (trx: Transaction<Database>, id: string): Promise<BookingRow> => {
  const row = await selectBookings(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new BookingError('not-found');
  return row;
};

export const rosterOf = (row: BookingRow): RosterPlace[] =>
  sortRoster([
    { role: BOOTH_ROLE, party: row.booth_party, label: row.booth_label },
    { role: ATTORNEY_ROLE, party: row.attorney_party, label: row.attorney_label },
  ]);

export const completionOf = (row: BookingRow): CompletionCode | undefined =>
  row.completion === null ? undefined : CompletionCode.parse(row.completion);

/** What the device of that party keeps. */
export const partyBooking = (row: BookingRow, party: string): PartyBooking => {
  const completion = completionOf(row);
  return {
    id: row.id,
    booth: row.booth,
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    state: row.state,
    ...(completion !== undefined && { completion }),
    party,
    roster: rosterOf(row),
  };
};

/** Details under the commitment of a booking's entries. */
export const bookingDetails = (row: BookingRow, by: string, reason?: string): Record<string, Json> => ({
  booking: row.id,
  booth: row.booth,
  detainee: row.detainee,
  attorney: row.attorney,
  from: row.from.toISOString(),
  to: row.to.toISOString(),
  by,
  ...(reason !== undefined && { reason }),
});

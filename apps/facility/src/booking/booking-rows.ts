import type { Json } from '#ledger';
import { ATTORNEY_ROLE, BOOTH_ROLE, BookingError, sortRoster } from '#booking';
import { CompletionCode, type PartyBooking, type RosterPlace } from '#protocol';
import type { BookingPartyTable, BookingTable, Database, Db } from '#postgres';
import { sql, type Selectable, type Transaction } from 'kysely';

/** Who takes part beside booth and attorney: account, role (3 co-counsel, 4 interpreter), party id and label. */
export type Helper = Readonly<Omit<Selectable<BookingPartyTable>, 'booking'>>;

/** A booking as stored, its slot taken apart. */
export type BookingRow = Omit<Selectable<BookingTable>, 'during' | 'held'> & {
  readonly from: Date;
  readonly to: Date;
  readonly helpers: readonly Helper[];
};

type Reader = Db | Transaction<Database>;

/** All columns; add where clauses of your own. */
export const selectBookings = (db: Reader) =>
  db
    .selectFrom('booking')
    .selectAll('booking')
    .select([sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('to')])
    .select(
      sql<Helper[]>`coalesce((select jsonb_agg(jsonb_build_object('role', role, 'person', person, 'party', party,
        'label', label) order by role) from booking_party where booking_party.booking = booking.id), '[]')`.as(
        'helpers',
      ),
    );

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
    ...row.helpers.map(({ role, party, label }) => ({ role, party, label })),
  ]);

/** The party for which this person takes part in the booking, if any. */
export const partyOfPerson = (row: BookingRow, person: string): string | undefined =>
  person === row.attorney ? row.attorney_party : row.helpers.find((helper) => helper.person === person)?.party;

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
    ...(row.session !== null && { session: row.session }),
    party,
    roster: rosterOf(row),
    ...(row.part !== null && { part: row.part }),
  };
};

/** Details under the commitment of a booking's entries. */
export const bookingDetails = (row: BookingRow, by: string, reason?: string): Record<string, Json> => ({
  booking: row.id,
  booth: row.booth,
  detainee: row.detainee,
  attorney: row.attorney,
  ...(row.helpers.length > 0 && { helpers: row.helpers.map(({ role, person }) => ({ role, person })) }),
  from: row.from.toISOString(),
  to: row.to.toISOString(),
  ...(row.sound_only && { soundOnly: true }),
  by,
  ...(reason !== undefined && { reason }),
});

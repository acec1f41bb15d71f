import type { Slot } from '#booking';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';

/** The facility's working time that touches the range, a slot a day; holidays left out. PostgreSQL makes the instants. */
export async function readWorkingTime(db: Db | Transaction<Database>, { from, to }: Slot): Promise<Slot[]> {
  const { rows } = await sql<{ from: Date; to: Date }>`
    select (day + working_from) at time zone zone as from, (day + working_to) at time zone zone as to
    from facility, lateral (
      select generated::date as day from generate_series(
        (${from}::timestamptz at time zone zone)::date, (${to}::timestamptz at time zone zone)::date, '1 day'
      ) as generated) as days
    -- Where the clock is put forward, a time that it never shows may end before it begins: then there is none.
    where (day + working_from) at time zone zone < (day + working_to) at time zone zone
      and extract(isodow from day)::integer = any (working_days)
      and not exists (select from holiday where holiday.day = days.day)
    order by 1`.execute(db);
  return rows;
}

import type { Slot } from '#booking';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';

/** Two who are to meet. */
export interface Pair {
  /** Of what they are to meet for: a request, or a booking, which then does not count itself. */
  readonly id: string;
  readonly detainee: string;
  readonly attorney: string;
}

/** By pair: when one of the two, or somebody the detainee must not meet, has a booking that touches the range. */
export async function readBusy(
  db: Db | Transaction<Database>,
  pairs: readonly Pair[],
  { from, to }: Slot,
): Promise<Map<string, Slot[]>> {
  const of = (key: keyof Pair) => pairs.map((pair) => pair[key]);
  const { rows } = await sql<Slot & { id: string }>`
    with pair as (
      select * from unnest(${of('id')}::text[], ${of('detainee')}::text[], ${of('attorney')}::text[])
        as pair (id, detainee, attorney)
    ), hold as (
      select id as booking, detainee, attorney, lower(held) as from, upper(held) as to from booking
      where state in ('offered', 'confirmed', 'admitted', 'in-session') and held && tstzrange(${from}, ${to})
    ), met as (
      select id, booking, hold.from, hold.to from pair join hold using (detainee)
      union all select id, booking, hold.from, hold.to from pair join hold using (attorney)
      union all select id, booking, hold.from, hold.to from pair
        join keep_apart on pair.detainee in (one, other)
        join hold on hold.detainee in (one, other) and hold.detainee <> pair.detainee
    )
    select id, met.from, met.to from met where booking <> id`.execute(db);
  const busy = new Map<string, Slot[]>();
  for (const { id, ...slot } of rows) busy.set(id, [...(busy.get(id) ?? []), slot]);
  return busy;
}

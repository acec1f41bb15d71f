import type { Slot } from '#booking';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';

/** Two who are to meet, with whoever helps them. */
export interface Pair {
  /** Of what they are to meet for: a request, or a booking, which then does not count itself. */
  readonly id: string;
  readonly detainee: string;
  readonly attorney: string;
  /** Account ids. */
  readonly helpers: readonly string[];
}

/** By pair: when one of them, or somebody the detainee must not meet, has a booking that touches the range. */
export async function readBusy(
  db: Db | Transaction<Database>,
  pairs: readonly Pair[],
  { from, to }: Slot,
): Promise<Map<string, Slot[]>> {
  const of = (key: 'id' | 'detainee') => pairs.map((pair) => pair[key]);
  const people = pairs.flatMap(({ id, attorney, helpers }) => [attorney, ...helpers].map((person) => ({ id, person })));
  const { rows } = await sql<Slot & { id: string }>`
    with pair as (
      select * from unnest(${of('id')}::text[], ${of('detainee')}::text[]) as pair (id, detainee)
    ), comes as (
      select * from unnest(${people.map(({ id }) => id)}::text[], ${people.map(({ person }) => person)}::text[])
        as comes (id, person)
    ), hold as (
      select id as booking, detainee, lower(held) as from, upper(held) as to from booking
      where state in ('offered', 'confirmed', 'admitted', 'in-session') and held && tstzrange(${from}, ${to})
    ), met as (
      select id, booking, hold.from, hold.to from pair join hold using (detainee)
      union all select id, booking, hold.from, hold.to from comes join person_hold using (person) join hold using (booking)
      union all select id, booking, hold.from, hold.to from pair
        join keep_apart on pair.detainee in (one, other)
        join hold on hold.detainee in (one, other) and hold.detainee <> pair.detainee
    )
    select id, met.from, met.to from met where booking <> id`.execute(db);
  const busy = new Map<string, Slot[]>();
  for (const { id, ...slot } of rows) busy.set(id, [...(busy.get(id) ?? []), slot]);
  return busy;
}

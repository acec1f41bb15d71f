import type { BoothTimes, Slot } from '#booking';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';

export interface TimesWanted extends Slot {
  /** One booth; absent: all. */
  readonly booth?: string | undefined;
  /** A booking whose own hold does not count. */
  readonly ignore?: string | undefined;
}

interface Row {
  booth: string;
  kind: 'open' | 'blocked' | 'held';
  from: Date;
  to: Date;
}

/**
 * Booths with their times that touch the range; those with a device first, then by number. Local opening hours are made instants by PostgreSQL: an hour
 * that a daylight-saving change skips or repeats is its business.
 */
export async function readBoothTimes(db: Db | Transaction<Database>, wanted: TimesWanted): Promise<BoothTimes[]> {
  const { from, to, booth = null, ignore = null } = wanted;
  const { rows: booths } = await sql<{ number: string }>`
    select number from booth where number = coalesce(${booth}, number)
    order by exists (select from kiosk where kiosk.booth = number and revoked_at is null) desc, number`.execute(db);
  const { rows } = await sql<Row>`
    with zone as (select zone from facility),
    days as (
      select day::date from zone, generate_series(
        (${from}::timestamptz at time zone zone)::date - 1, (${to}::timestamptz at time zone zone)::date + 1, '1 day') as day
    )
    select booth, 'open' as kind, (day + opens) at time zone zone as from, (day + closes) at time zone zone as to
      from zone, days join booth_hours on weekday = extract(isodow from day) and effective <= day
        and (expires is null or day < expires)
      where booth = coalesce(${booth}, booth)
        and (day + opens) at time zone zone < (day + closes) at time zone zone
    union all
    select booth, 'blocked', lower(during), upper(during) from booth_block
      where lifted_at is null and during && tstzrange(${from}, ${to}) and booth = coalesce(${booth}, booth)
    union all
    select booth, 'held', lower(held), upper(held) from booking
      where state in ('offered', 'confirmed', 'admitted', 'in-session') and held && tstzrange(${from}, ${to})
        and booth = coalesce(${booth}, booth) and id is distinct from ${ignore}`.execute(db);
  const of = (number: string, kind: Row['kind']): Slot[] =>
    rows.filter((row) => row.booth === number && row.kind === kind).map((row) => ({ from: row.from, to: row.to }));
  return booths.map(({ number }) => ({
    booth: number,
    open: of(number, 'open'),
    blocked: of(number, 'blocked'),
    held: of(number, 'held'),
  }));
}

import { type BoothCheckFound, BoothPart } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import { freshId } from '../fresh-id.js';
import { ringBell } from './ring-bell.js';

/** Keeps what a booth found of itself. With faults an officer is called, as with the bell. */
export async function keepCheck(db: Db, booth: string, faults: readonly BoothPart[], at: Date): Promise<void> {
  await db
    .insertInto('booth_check')
    .values({ id: freshId(), booth, at, faults: [...new Set(faults)] })
    .execute();
  if (faults.length > 0) await ringBell(db, booth, 'booth-fault', at);
}

/** The newest check of each booth; with `day` (YYYY-MM-DD, of the facility's `zone`) that of the day. */
export async function checksOf(db: Db, day?: string, zone = 'UTC'): Promise<Map<string, BoothCheckFound>> {
  const rows = await db
    .selectFrom('booth_check')
    .distinctOn('booth')
    .select(['booth', 'at', 'faults'])
    .$if(day !== undefined, (all) => all.where(sql<boolean>`(at at time zone ${zone}::text)::date = ${day}::date`))
    .orderBy('booth')
    .orderBy('at', 'desc')
    .execute();
  return new Map(
    rows.map(({ booth, at, faults }) => [
      booth,
      { at: at.toISOString(), faults: faults.map((part) => BoothPart.parse(part)) },
    ]),
  );
}

/** No check of this booth was kept on the facility's day that `at` belongs to. */
export async function checkIsDue(db: Db, booth: string, at: Date): Promise<boolean> {
  const kept = await db
    .selectFrom('booth_check')
    .innerJoin('facility', (join) => join.onTrue())
    .select('booth_check.id')
    .where('booth', '=', booth)
    .where(sql<boolean>`(at at time zone zone)::date = (${at}::timestamptz at time zone zone)::date`)
    .limit(1)
    .executeTakeFirst();
  return kept === undefined;
}

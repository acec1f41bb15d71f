import type { Database } from '#postgres';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import { ERASE_AT_ONCE } from './erase-details.js';
import type { RetentionDays } from './retention-rules.js';

const before = (at: Date, days: number) => sql`${at}::timestamptz - ${days} * interval '1 day'`;

/**
 * Subjects whose time has come, locked: bookings and hearings of the past, settled requests that no kept booking came from, and whatever
 * else has details and had its last entry so long ago. A session that runs is never among them.
 */
export async function dueSubjects(trx: Transaction<Database>, days: RetentionDays, at: Date): Promise<string[]> {
  const kinds: RawBuilder<{ id: string }>[] = [
    sql`select id from booking where upper(during) < ${before(at, days.booking)} and state <> 'in-session'
      order by id limit ${ERASE_AT_ONCE} for update skip locked`,
    sql`select id from hearing where upper(during) < ${before(at, days.hearing)} and state not in ('open', 'paused')
      order by id limit ${ERASE_AT_ONCE} for update skip locked`,
    sql`select id from request where settled_at < ${before(at, days.request)} and erased_at is null
      and not exists (select from booking where request = request.id and upper(during) >= ${before(at, days.booking)})
      order by id limit ${ERASE_AT_ONCE} for update skip locked`,
    sql`select opening.booking as id from opening
      left join outbox on outbox.booking = opening.booking
      where not exists (select from booking where booking.id = opening.booking)
        and not exists (select from hearing where hearing.id = opening.booking)
        and not exists (select from request where request.id = opening.booking and erased_at is null)
      group by opening.booking
      having coalesce(max(outbox.created_at), '-infinity') < ${before(at, days.register)}
      limit ${ERASE_AT_ONCE}`,
  ];
  const found = new Set<string>();
  for (const kind of kinds) {
    for (const { id } of (await kind.execute(trx)).rows) if (found.size < ERASE_AT_ONCE) found.add(id);
  }
  return [...found];
}

import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';

/**
 * Gives the oldest entries that have none their number in their chain, up to `most`; nothing while numbered ones still wait,
 * so that in every chain the order of `id` among those that wait is the order of their numbers. Commit before they are sent.
 * Entries of one chain whose order matters are written one after the other; of those written at once, either may be first.
 * @returns how many got one.
 */
export async function numberEntries(trx: Transaction<Database>, most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with fresh as (
      select id, chain from outbox where seq is null
        and not exists (select from outbox where seq is not null and log_index is null)
      order by id limit ${most}
    ), placed as (
      select id, chain, row_number() over (partition by chain order by id) - 1 as place, count(*) over (partition by chain) as all
      from fresh
    ), moved as (
      insert into chain (name, next) select distinct chain, placed.all from placed
      on conflict (name) do update set next = chain.next + excluded.next returning name, next
    )
    update outbox set seq = moved.next - placed.all + placed.place,
      leaf = leaf || jsonb_build_object('seq', moved.next - placed.all + placed.place)
    from placed join moved on moved.name = placed.chain where outbox.id = placed.id`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

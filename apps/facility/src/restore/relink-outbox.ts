import { canonicalJson, chainOf, ChainRules, type Json, type Leaf } from '#ledger';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { RestoreError } from './restore-error.js';

interface Row {
  readonly id: string;
  readonly chain: string;
  readonly leaf: Record<string, Json>;
  readonly log_index: string | null;
}

/** What a leaf says, whatever its place: rows that wait have no number yet, or one that another got. */
const saying = ({ v: _v, facility: _facility, seq: _seq, ...rest }: Record<string, Json>): string =>
  canonicalJson(rest);

/**
 * Fits the outbox of an older database to the ledger as it is now, which is the truth. Rows that believe they wait but are in
 * the ledger get their place, so that nothing is entered twice; those that never got there lose the number another may have
 * taken, and are numbered when they are sent; every chain goes on where the ledger ends.
 * @returns how many entries of the facility the ledger has that no row tells of.
 * @throws RestoreError when rows that were sent are not what the ledger has in their place.
 */
export async function relinkOutbox(trx: Transaction<Database>, leaves: readonly Leaf[]): Promise<number> {
  const { rows } = await sql<Row>`select id, chain, leaf, log_index from outbox order by id`.execute(trx);
  const sent = rows.filter((row) => row.log_index !== null);
  for (const { log_index, leaf } of sent) {
    const there = leaves[Number(log_index)] as Record<string, Json> | undefined;
    if (there === undefined || saying(there) !== saying(leaf) || there['seq'] !== leaf['seq']) {
      throw new RestoreError('other-ledger', `the ledger has something else at ${log_index}`);
    }
  }
  const told = new Set(sent.map(({ log_index }) => Number(log_index)));
  const untold = new Map<string, number[]>();
  const rules = new ChainRules();
  for (const [index, leaf] of leaves.entries()) {
    rules.take(leaf);
    if (leaf.by === 'keeper' || told.has(index)) continue;
    const key = saying(leaf as Record<string, Json>);
    untold.set(key, [...(untold.get(key) ?? []), index]);
  }
  await sql`update outbox set seq = null, leaf = leaf - 'seq' where log_index is null`.execute(trx);
  for (const row of rows) {
    if (row.log_index !== null) continue;
    const index = untold.get(saying(row.leaf))?.shift();
    if (index === undefined && rules.isClosed(row.chain)) {
      throw new RestoreError('entry-of-closed-session', `row ${row.id} waits for a session that is closed`);
    }
    if (index === undefined) continue;
    const { seq } = leaves[index] as Leaf;
    await sql`update outbox set log_index = ${index}, seq = ${seq}, leaf = leaf || jsonb_build_object('seq', ${seq}::integer)
      where id = ${row.id}`.execute(trx);
  }
  await trx.deleteFrom('chain').execute();
  const chains = new Set(leaves.filter(({ by }) => by !== 'keeper').map(chainOf));
  for (const name of chains)
    await trx
      .insertInto('chain')
      .values({ name, next: rules.expected(name) })
      .execute();
  return [...untold.values()].reduce((sum, left) => sum + left.length, 0);
}

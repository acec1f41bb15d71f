import { chainOf, ChainRules, type Leaf } from '#ledger';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import type { LeafDraft } from '../audit/leaf-draft.js';

/**
 * Sessions as the ledger knows them: a booking whose session was closed there is over; a session that was begun there and
 * that no booking has any more gets its closing entry, because nobody else could write it.
 * @returns those entries.
 */
export async function settleSessions(trx: Transaction<Database>, leaves: readonly Leaf[]): Promise<LeafDraft[]> {
  const rules = new ChainRules();
  const codes = new Map<string, string>();
  for (const leaf of leaves) {
    rules.take(leaf);
    if (leaf.type === 'session.closed') codes.set(leaf.session as string, String(leaf.public?.['code']));
  }
  for (const [session, code] of codes) {
    await sql`update booking set state = 'completed', completion = ${code}, held = during, updated_at = now()
      where session = ${session} and state = 'in-session'`.execute(trx);
  }
  const begun = new Set(leaves.flatMap(({ session }) => (session === undefined ? [] : [session])));
  const { rows } = await sql<{ session: string }>`select session from booking where session is not null`.execute(trx);
  const known = new Set(rows.map(({ session }) => session));
  return [...begun]
    .filter((session) => !known.has(session) && !rules.isClosed(chainOf({ session, by: 'facility' })))
    .map((session) => ({ type: 'session.closed', session, public: { code: 'link-lost' } }));
}

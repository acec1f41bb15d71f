import { chainOf, ChainRules, type Leaf } from '#ledger';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import type { LeafDraft } from '../audit/leaf-draft.js';

/**
 * Sessions as the ledger knows them: a booking or hearing whose session was closed there is over; a session that was begun there and
 * that none of them has any more gets its closing entry, because nobody else could write it.
 * @returns those entries.
 */
export async function settleSessions(trx: Transaction<Database>, leaves: readonly Leaf[]): Promise<LeafDraft[]> {
  const rules = new ChainRules();
  const codes = new Map<string, string>();
  const hearings = new Map<string, string>();
  const held = new Set<string>();
  for (const leaf of leaves) {
    rules.take(leaf);
    if (leaf.type === 'hearing.closed') hearings.set(leaf.session as string, String(leaf.public?.['how']));
    if (leaf.type === 'hearing.opened') held.add(leaf.session as string);
    if (leaf.type === 'session.closed') codes.set(leaf.session as string, String(leaf.public?.['code']));
  }
  for (const [session, code] of codes) {
    await sql`update booking set state = 'completed', completion = ${code}, held = during, updated_at = now()
      where session = ${session} and state = 'in-session'`.execute(trx);
  }
  for (const [session, how] of hearings) {
    await sql`update hearing set state = ${how}, paused_by = null where session = ${session}`.execute(trx);
  }
  const begun = new Set(leaves.flatMap(({ session }) => (session === undefined ? [] : [session])));
  const { rows } = await sql<{ session: string }>`select session from booking where session is not null
    union all select session from hearing where session is not null`.execute(trx);
  const known = new Set(rows.map(({ session }) => session));
  return [...begun]
    .filter((session) => !known.has(session) && !rules.isClosed(chainOf({ session, by: 'facility' })))
    .map((session): LeafDraft =>
      held.has(session)
        ? { type: 'hearing.closed', session, public: { how: 'adjourned' } }
        : { type: 'session.closed', session, public: { code: 'link-lost' } },
    );
}

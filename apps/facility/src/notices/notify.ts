import type { NoticeFacts, NoticeKind } from '#protocol';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';

/** What a notice is about: the attorney's booking as it is now. */
export interface Noticed {
  readonly id: string;
  readonly attorney: string;
  readonly booth: string;
  readonly from: Date;
  readonly to: Date;
  readonly sequence: number;
}

export const slotFacts = ({ booth, from, to }: Pick<Noticed, 'booth' | 'from' | 'to'>): NoticeFacts => ({
  booth,
  from: from.toISOString(),
  to: to.toISOString(),
});

/**
 * Leaves a notice for the attorney in the transaction of what it tells of: in the page at once, by mail afterwards. An
 * attorney without an account gets none.
 */
export async function notify(
  trx: Transaction<Database> | Db,
  kind: NoticeKind,
  about: Noticed,
  more: Pick<NoticeFacts, 'before' | 'reason' | 'expires'> = {},
): Promise<void> {
  const facts: NoticeFacts = { ...slotFacts(about), ...more };
  await sql`insert into notice (person, kind, booking, facts, sequence)
    select id, ${kind}, ${about.id}, ${JSON.stringify(facts)}::jsonb, ${about.sequence}
    from person where id = ${about.attorney} on conflict do nothing`.execute(trx);
}

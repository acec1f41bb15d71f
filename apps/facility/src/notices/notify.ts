import type { NoticeFacts, NoticeKind } from '#protocol';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';

/** What a notice is about: the booking as it is now. */
export interface Noticed {
  readonly id: string;
  readonly attorney: string;
  /** Who takes part beside the attorney. */
  readonly helpers: readonly { readonly person: string }[];
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

type More = Pick<NoticeFacts, 'before' | 'reason' | 'expires'>;

/** Tells attorney, co-counsel and interpreter the same: what is agreed concerns all who take part. */
export const notify = (trx: Transaction<Database> | Db, kind: NoticeKind, about: Noticed, more: More = {}) =>
  notifyThese(trx, [about.attorney, ...about.helpers.map(({ person }) => person)], kind, about, more);

/**
 * Leaves a notice for each of `people` (account ids) in the transaction of what it tells of: in the page at once, by mail
 * afterwards. Who has no account gets none.
 */
export async function notifyThese(
  trx: Transaction<Database> | Db,
  people: readonly string[],
  kind: NoticeKind,
  about: Omit<Noticed, 'attorney' | 'helpers'>,
  more: More = {},
): Promise<void> {
  const facts: NoticeFacts = { ...slotFacts(about), ...more };
  await sql`insert into notice (person, kind, booking, facts, sequence)
    select id, ${kind}, ${about.id}, ${JSON.stringify(facts)}::jsonb, ${about.sequence}
    from person where id = any(${people}) order by id on conflict do nothing`.execute(trx);
}

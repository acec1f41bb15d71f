import { isOver } from '#hearing';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Refused } from '../hosts/refused.js';
import { selectHearings, type StoredHearing } from './hearing-rows.js';

/** A hearing that is not over, of the clerk with the account `by`; locked until the transaction ends. @throws Refused `not-found`, `hearing-over`. */
export async function lockOwnHearing(trx: Transaction<Database>, hearing: string, by: string): Promise<StoredHearing> {
  const row = await selectHearings(trx)
    .where('id', '=', hearing)
    .where('made_by', '=', by)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Refused('not-found');
  if (isOver(row)) throw new Refused('hearing-over');
  return row;
}

/** To whose chain an entry of the hearing belongs: none before it was opened. */
export const sessionOf = ({ session }: StoredHearing): { session?: string } => (session === null ? {} : { session });

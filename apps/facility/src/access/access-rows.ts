import type { Database, Db } from '#postgres';
import type { Selectable, Transaction } from 'kysely';
import { Refused } from '../hosts/refused.js';

export type AccessRow = Selectable<Database['access_code']>;

/** An account with what the rules ask of it, locked until the end of the transaction. @throws Refused `not-found`. */
export async function lockAccount(trx: Transaction<Database>, id: string) {
  const person = await trx
    .selectFrom('person')
    .select(['id', 'username', 'name', 'role', 'deactivated_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!person) throw new Refused('not-found');
  const credential = await trx
    .selectFrom('credential')
    .select('id')
    .where('person_id', '=', id)
    .where('password', 'is not', null)
    .executeTakeFirst();
  const state = person.deactivated_at ? 'deactivated' : credential ? 'active' : 'invited';
  return { ...person, state } as const;
}

/**
 * A code with its account, both locked: the account first, as everybody does, so that two who come together wait and
 * neither is broken off. @throws Refused `not-found`.
 */
export async function lockAccess(trx: Transaction<Database>, id: string) {
  const known = await trx.selectFrom('access_code').select('person').where('id', '=', id).executeTakeFirst();
  if (!known) throw new Refused('not-found');
  const account = await lockAccount(trx, known.person);
  const row = await trx.selectFrom('access_code').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return { row, account };
}

/** Withdraws what is open for an account; there is never more than one. @returns its id. */
export async function withdrawOpen(trx: Db, person: string, now: Date): Promise<string | undefined> {
  const row = await trx
    .updateTable('access_code')
    .set({ withdrawn_at: now })
    .where('person', '=', person)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

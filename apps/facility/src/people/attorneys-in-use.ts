import type { Database, Db } from '#postgres';
import type { Transaction } from 'kysely';

/** Attorneys of the register whose account is in use, beside their account (`person`). */
export const attorneysInUse = (db: Db | Transaction<Database>) =>
  db.selectFrom('attorney').innerJoin('person', 'person.id', 'attorney.id').where('deactivated_at', 'is', null);

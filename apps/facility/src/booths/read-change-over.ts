import type { Database, Db } from '#postgres';
import type { Transaction } from 'kysely';

/** Minutes a booth stays empty after a consultation. */
export async function readChangeOver(db: Db | Transaction<Database>): Promise<number> {
  const facility = await db.selectFrom('facility').select('change_over_minutes').executeTakeFirst();
  return facility?.change_over_minutes ?? 0;
}

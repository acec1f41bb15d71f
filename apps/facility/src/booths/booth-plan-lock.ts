import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';

/** Any fixed number of our own. */
const LOCK = 7_152_321;

/**
 * Held by everything that gives a booking its place, shared, and by everything that changes when booths can be used
 * (hours, blocks), alone; until the transaction ends. So no booking slips into a block that is being made.
 */
export const lockBoothPlan = async (trx: Transaction<Database>, mode: 'place' | 'change'): Promise<void> => {
  await (mode === 'place'
    ? sql`select pg_advisory_xact_lock_shared(${LOCK})`.execute(trx)
    : sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx));
};

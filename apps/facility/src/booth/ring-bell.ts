import type { Db } from '#postgres';
import type { BoothProblem } from '#protocol';
import { sql } from 'kysely';
import { freshId } from '../fresh-id.js';

/** Somebody asks after the kiosk had fallen silent: now it is a person who calls, and only a person's answer ends it. */
const STAFF_AFTER_ALL = sql<BoothProblem>`case when bell.problem = 'kiosk-offline' then 'staff' else bell.problem end`;

/**
 * A booth calls for staff; the day board shows it from now on. No sound, no name. One open bell a booth: who rings
 * again is already waited for, and what was touched last is what the officer is told.
 */
export async function ringBell(
  db: Pick<Db, 'updateTable' | 'insertInto'>,
  booth: string,
  problem: BoothProblem | undefined,
  at: Date,
): Promise<void> {
  await db.updateTable('booth').set({ calling_at: at }).where('number', '=', booth).execute();
  await db
    .insertInto('bell')
    .values({ id: freshId(), booth, problem: problem ?? 'staff', since: at })
    .onConflict((open) =>
      open
        .column('booth')
        .where('acknowledged_at', 'is', null)
        .doUpdateSet(problem === undefined ? { problem: STAFF_AFTER_ALL } : { problem }),
    )
    .execute();
}

import type { Db } from '#postgres';
import type { KioskProblem } from '#protocol';

/** A booth calls for staff; the day board shows it from now on. No sound, no name. `_problem`: what was touched. */
export async function ringBell(
  db: Pick<Db, 'updateTable'>,
  booth: string,
  _problem: KioskProblem | undefined,
  at: Date,
): Promise<void> {
  await db.updateTable('booth').set({ calling_at: at }).where('number', '=', booth).execute();
}

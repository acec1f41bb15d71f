import { BookingError, whyNotBookable, type Slot } from '#booking';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { lockBoothPlan } from './booth-plan-lock.js';
import { readBoothTimes } from './read-booth-times.js';
import { readChangeOver } from './read-change-over.js';

export interface Place extends Slot {
  readonly booth: string;
  readonly detainee: string;
  readonly attorney: string;
  /** Account ids of who takes part beside the attorney. */
  readonly helpers: readonly string[];
}

/**
 * Everything but overlaps, which PostgreSQL's constraints refuse when the booking is written: opening hours, blocks, and
 * that the person is here. Keeps the booth plan as it is until the transaction ends.
 * @returns what the booth is to be held for: the slot and the change-over after it.
 * @throws BookingError `booth-unknown`, `booth-blocked`, `booth-closed`, `detainee-unknown`, `not-here`.
 */
export async function checkPlace(trx: Transaction<Database>, place: Place): Promise<Slot> {
  const { booth, detainee, from, to } = place;
  await lockBoothPlan(trx, 'place');
  await lockThoseConcerned(trx, place);
  const [times] = await readBoothTimes(trx, { booth, from, to });
  if (times === undefined) throw new BookingError('booth-unknown', 'booth');
  const why = whyNotBookable(times, { from, to });
  if (why !== undefined) throw new BookingError(why, 'booth');
  const person = await trx
    .selectFrom('detainee')
    .select('whereabouts')
    .where('number', '=', detainee)
    // Who is sent away meanwhile waits until this booking is there to be reviewed.
    .forShare()
    .executeTakeFirst();
  if (person === undefined) throw new BookingError('detainee-unknown', 'detainee');
  if (person.whereabouts !== 'here') throw new BookingError('not-here', 'detainee');
  const changeOver = (await readChangeOver(trx)) * 60_000;
  return { from, to: new Date(to.getTime() + changeOver) };
}

/**
 * Who wants the same booth, detainee or person from outside waits here, in one order for all, instead of in the exclusion
 * constraints, where two that exclude each other wait for each other until PostgreSQL ends one of them.
 */
async function lockThoseConcerned(
  trx: Transaction<Database>,
  { booth, detainee, attorney, helpers }: Place,
): Promise<void> {
  const people = [attorney, ...helpers].map((id) => `person ${id}`);
  const names = new Set([`booth ${booth}`, `detainee ${detainee}`, ...people]);
  for (const name of [...names].toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}

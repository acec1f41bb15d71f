import { BookingError } from '#booking';
import type { DetaineeWish } from '#protocol';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { openReview } from './open-review.js';

/** Adds or changes a person; whom the person must not meet is written by `writeApart`. */
export async function writeDetainee(
  trx: Transaction<Database>,
  number: string,
  { wing, language, needs }: Omit<DetaineeWish, 'apart'>,
): Promise<void> {
  const row = { wing, language, needs, updated_at: new Date() };
  await trx
    .insertInto('detainee')
    .values({ number, ...row })
    .onConflict((known) => known.column('number').doUpdateSet(row))
    .execute();
}

/**
 * Whom a person must not meet, kept on both sides; bookings made before that would bring two on the way at the same time go
 * to review. @throws BookingError `detainee-unknown` for a number in `apart`, `must-not-meet` for the own one.
 */
export async function writeApart(trx: Transaction<Database>, number: string, apart: readonly string[]): Promise<void> {
  if (apart.includes(number)) throw new BookingError('must-not-meet', 'apart');
  const { rows: unknown } = await sql<{ number: string }>`
    select number from unnest(${apart}::text[]) as number where number not in (select number from detainee)`.execute(
    trx,
  );
  if (unknown.length > 0) throw new BookingError('detainee-unknown', 'apart');
  // Bookings of any of them, made at this moment, are waited for: they count below.
  await sql`select from detainee where number = any (${[number, ...apart]}::text[]) order by number for update`.execute(
    trx,
  );
  await sql`delete from keep_apart where ${number} in (one, other)
    and not (case when one = ${number} then other else one end = any (${apart}::text[]))`.execute(trx);
  await sql`delete from apart_hold where ${number} in (one, other)
    and not exists (select from keep_apart where (keep_apart.one, keep_apart.other) = (apart_hold.one, apart_hold.other))`.execute(
    trx,
  );
  const { rows: pairs } = await sql<{ one: string; other: string }>`
    insert into keep_apart (one, other) select least(${number}, other), greatest(${number}, other)
    from unnest(${apart}::text[]) as other on conflict do nothing returning one, other`.execute(trx);
  for (const { one, other } of pairs) await reviewThoseWhoMeet(trx, one, other);
}

/** Of two bookings that now must not be at the same time, the one made later goes to review; the other holds the time. */
async function reviewThoseWhoMeet(trx: Transaction<Database>, one: string, other: string): Promise<void> {
  await sql`insert into apart_hold (booking, person, one, other, held)
    select id, detainee, ${one}, ${other}, held from booking
    where detainee in (${one}, ${other}) and state in ('offered', 'confirmed', 'admitted', 'in-session')
    order by created_at, id on conflict do nothing`.execute(trx);
  const { rows } = await sql<{ id: string }>`
    select id from booking where detainee in (${one}, ${other}) and state in ('offered', 'confirmed', 'admitted')
      and upper(during) > now()
      and not exists (select from apart_hold where (booking, one, other) = (booking.id, ${one}, ${other}))`.execute(
    trx,
  );
  for (const { id } of rows) await openReview(trx, id, 'keep-apart');
}

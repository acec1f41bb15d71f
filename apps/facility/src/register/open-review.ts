import type { ReviewCause } from '#protocol';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { freshId } from '../fresh-id.js';

/** A person has to decide about a booking. One open review a booking. */
export async function openReview(trx: Transaction<Database>, booking: string, cause: ReviewCause): Promise<void> {
  const id = freshId();
  await sql`insert into review (id, booking, cause) values (${id}, ${booking}, ${cause}) on conflict do nothing`.execute(
    trx,
  );
}

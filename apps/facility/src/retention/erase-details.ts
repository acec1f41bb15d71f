import { createHash } from 'node:crypto';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import type { OpeningVault } from '../audit/opening-vault.js';
import type { LeafDraft } from '../audit/leaf-draft.js';

/** How a subject (a 128-bit random id) is named in the ledger: nobody can find the id from it, whoever has the id finds it. */
export const subjectName = (subject: string): string => createHash('sha256').update(subject).digest('hex');

/** At most so many subjects in one entry. */
export const ERASE_AT_ONCE = 100;

/**
 * Destroys the keys of subjects (bookings, requests, hearings, changes of the register) and what the database has of them. Key first: if
 * the transaction then fails, it is done again; the other way round a crash would leave a key that nobody looks for.
 */
export async function eraseDetails(
  trx: Transaction<Database>,
  vault: Pick<OpeningVault, 'erase'>,
  subjects: readonly string[],
  at: Date,
): Promise<void> {
  for (const subject of subjects) await vault.erase(subject);
  const these = sql`any(${subjects}::text[])`;
  await sql`delete from opening where booking = ${these}`.execute(trx);
  await sql`delete from notice where booking = ${these}`.execute(trx);
  await sql`delete from review where booking = ${these}`.execute(trx);
  await sql`delete from booking where id = ${these}`.execute(trx);
  await sql`delete from hearing where id = ${these}`.execute(trx);
  await sql`update request set detainee = null, attorney = null, co_counsel = null, interpreter = null, hearing_at = null,
    erased_at = ${at} where id = ${these} and settled_at is not null`.execute(trx);
}

export const erasedEntry = (subjects: readonly string[], cause: 'due' | 'asked'): LeafDraft<'details.erased'> => ({
  type: 'details.erased',
  public: { subjects: subjects.map(subjectName).sort(), cause },
});

import { createHash, randomBytes } from 'node:crypto';
import { BookingError, slipCode } from '#booking';
import type { Db } from '#postgres';
import type { BoothTestCode } from '#protocol';

const VALID_MS = 30 * 60_000;

/** It opens no booth, only a test of its devices; hashed all the same, so that a copy of the database shows none. */
const hash = (booth: string, code: string) => createHash('sha256').update(`${booth}\n${code}`).digest('hex');

/**
 * A device test of a booth: a kiosk captures nothing outside of a session but here, where an operator asked for it and whoever
 * stands at the kiosk typed the code. The former code of the booth is void. @throws BookingError `booth-unknown`.
 */
export async function askForTest(db: Db, booth: string, now: Date): Promise<BoothTestCode> {
  const known = await db.selectFrom('booth').select('number').where('number', '=', booth).executeTakeFirst();
  if (known === undefined) throw new BookingError('booth-unknown', 'booth');
  const code = slipCode(randomBytes(8));
  const asked = { code_hash: hash(booth, code), expires_at: new Date(now.getTime() + VALID_MS) };
  await db
    .insertInto('booth_test')
    .values({ booth, ...asked })
    .onConflict((former) => former.column('booth').doUpdateSet(asked))
    .execute();
  return { booth, code, until: asked.expires_at.toISOString() };
}

export async function testIsAsked(db: Db, booth: string, now: Date): Promise<boolean> {
  const asked = await db
    .selectFrom('booth_test')
    .select('booth')
    .where('booth', '=', booth)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return asked !== undefined;
}

/** Good once. @throws BookingError `code-wrong`: it may still be a slip's. */
export async function openTest(db: Db, booth: string, code: string, now: Date): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('booth_test')
    .where('booth', '=', booth)
    .where('code_hash', '=', hash(booth, code))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new BookingError('code-wrong', 'code');
}

import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#postgres';

/** Without I, L, O, U: read aloud and typed by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const hash = (letters: string) => createHash('sha256').update(letters).digest('hex');

/** A code that enrols a device for a booth: 80 bits (`XXXX-XXXX-XXXX-XXXX`), good once, for seven days. Shown once, stored hashed. */
export async function makeKioskCode(db: Db, booth: string): Promise<string> {
  const letters = [...randomBytes(16)].map((byte) => LETTERS[byte & 31]).join('');
  await db
    .insertInto('kiosk_enrolment')
    .values({ code_hash: hash(letters), booth, expires_at: sql<Date>`now() + interval '7 days'` })
    .execute();
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is stored of a code, however it was typed. */
export const typedCodeHash = (typed: string): string =>
  hash(typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1'));

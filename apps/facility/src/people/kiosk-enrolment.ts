import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#postgres';
import { Refused } from '../hosts/refused.js';
import { SessionEnded } from './session-ended.js';
import { SignInTries } from './sign-in-tries.js';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
/** Without I, L, O, U: read aloud and typed by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A kiosk's cookie lives a year; it is revoked by enrolling another device for the booth. */
export const KIOSK_SECONDS = 365 * 24 * 3600;

/** What enrolling counts as in the table of tries; no account has this key. */
const TRIED = 'kiosk-enrolment';

/** Enrols the device in a booth, once, by a code. Codes and cookies are stored hashed. */
export class KioskEnrolment {
  readonly #tries: SignInTries;

  constructor(
    private readonly db: Db,
    private readonly ended: SessionEnded,
  ) {
    this.#tries = new SignInTries(db);
  }

  /** A code of 80 bits (`XXXX-XXXX-XXXX-XXXX`), good once, for seven days. Shown once. */
  async makeCode(booth: string): Promise<string> {
    const letters = [...randomBytes(16)].map((byte) => LETTERS[byte & 31]).join('');
    await this.db
      .insertInto('kiosk_enrolment')
      .values({ code_hash: hash(letters), booth, expires_at: sql<Date>`now() + interval '7 days'` })
      .execute();
    return letters.replace(/(.{4})(?=.)/g, '$1-');
  }

  /**
   * `from`: the network address that asks; each has as many tries as a sign-in. Another's wrong tries keep nobody out.
   * @returns the cookie's value (256 bits) and the booth; the booth's former kiosk is revoked.
   * @throws Refused `enrolment-wrong`, `too-many-tries`.
   */
  async enrol(code: string, from: string): Promise<{ token: string; booth: string }> {
    const place = hash(from);
    if (!(await this.#tries.take(TRIED, place))) throw new Refused('too-many-tries');
    const token = randomBytes(32).toString('base64url');
    const typed = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
    const { booth, former } = await this.db.transaction().execute(async (trx) => {
      const used = await trx
        .updateTable('kiosk_enrolment')
        .set({ used_at: sql<Date>`now()` })
        .where('code_hash', '=', hash(typed))
        .where('used_at', 'is', null)
        .where('expires_at', '>', sql<Date>`now()`)
        .returning('booth')
        .executeTakeFirst();
      if (!used) throw new Refused('enrolment-wrong', 'code');
      const former = await trx
        .updateTable('kiosk')
        .set({ revoked_at: sql<Date>`now()` })
        .where('booth', '=', used.booth)
        .where('revoked_at', 'is', null)
        .returning('token_hash')
        .execute();
      await trx
        .insertInto('kiosk')
        .values({ token_hash: hash(token), booth: used.booth })
        .execute();
      return { booth: used.booth, former };
    });
    await this.#tries.giveBack(TRIED, place);
    for (const { token_hash } of former) this.ended.tell({ session: token_hash, reason: 'revoked' });
    return { token, booth };
  }

  /** The live kiosk of a cookie; `session` is the hash of its token. */
  async find(token: string): Promise<{ booth: string; session: string } | undefined> {
    if (!/^[\w-]{43}$/.test(token)) return undefined;
    const row = await this.db
      .selectFrom('kiosk')
      .select(['booth', 'token_hash'])
      .where('token_hash', '=', hash(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    await this.#seen(row.token_hash);
    return { booth: row.booth, session: row.token_hash };
  }

  /** Noted at most once a minute; a kiosk is not kept out because it could not be. */
  async #seen(tokenHash: string): Promise<void> {
    await this.db
      .updateTable('kiosk')
      .set({ seen_at: sql<Date>`now()` })
      .where('token_hash', '=', tokenHash)
      .where(sql<boolean>`(seen_at is null or seen_at < now() - interval '1 minute')`)
      .execute()
      .catch(() => undefined);
  }
}

import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Role } from '#protocol';
import type { Db } from '#postgres';
import { freshId } from '../fresh-id.js';
import { withdrawOpen } from '../access/access-rows.js';
import { endSignIns } from './sign-ins.js';

export interface NewAccount {
  readonly username: string;
  /** As shown to others: an attorney's real name, for staff perhaps the post. */
  readonly name: string;
  readonly role: Role;
  /** Absent: no letters. */
  readonly mail?: string;
  /** Of letters; an attorney's stands in the register. */
  readonly language?: 'kk' | 'ru' | 'en';
}

/** 100 random bits in groups that can be typed: `3f9k2-…`. There are no default passwords. */
export function firstPassword(): string {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  const text = [...randomBytes(64)].filter((byte) => byte < 248).slice(0, 20);
  return text
    .map((byte) => letters[byte % 31])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-');
}

/** An account without a password: nobody signs in with it yet. @returns its id. */
export async function addPerson(db: Db, { username, name, role, mail, language = 'ru' }: NewAccount): Promise<string> {
  const id = freshId();
  // better-auth wants an address for every account; `.invalid` (RFC 2606) receives no mail.
  const email = mail ?? `${username}@accounts.invalid`;
  const row = { id, name, username, email, role, language, display_username: username };
  await db.insertInto('person').values(row).execute();
  return id;
}

/** `hashed` as better-auth hashes. The first password of an account, or another one. */
export async function setPassword(db: Db, person: string, hashed: string): Promise<void> {
  await db
    .insertInto('credential')
    .values({ id: freshId(), account_id: person, provider_id: 'credential', person_id: person, password: hashed })
    .onConflict((known) => known.columns(['provider_id', 'account_id']).doUpdateSet({ password: hashed }))
    .execute();
}

/** Makes accounts with a password and sets passwords, for seed and reset-password; people get theirs through access/. */
export class AccountMaker {
  constructor(private readonly db: Db) {}

  /** @returns the account's id and first password (shown once, stored hashed). */
  async make(account: NewAccount): Promise<{ id: string; password: string }> {
    const password = firstPassword();
    const hashed = await hashPassword(password);
    const write = async (trx: Db) => {
      const id = await addPerson(trx, account);
      await setPassword(trx, id, hashed);
      return id;
    };
    const id = await (this.db.isTransaction ? write(this.db) : this.db.transaction().execute(write));
    return { id, password };
  }

  /** A new random password; every sign-in of the account is ended and every open code of it withdrawn, in a facility that runs too. @returns undefined if there is no such account. */
  async resetPassword(username: string): Promise<string | undefined> {
    const password = firstPassword();
    const hashed = await hashPassword(password);
    return this.db.transaction().execute(async (trx) => {
      const person = await trx
        .selectFrom('person')
        .select('id')
        .where('username', '=', username.toLowerCase())
        .forUpdate()
        .executeTakeFirst();
      if (!person) return undefined;
      await setPassword(trx, person.id, hashed);
      await withdrawOpen(trx, person.id, new Date());
      await endSignIns(trx, person.id);
      return password;
    });
  }
}

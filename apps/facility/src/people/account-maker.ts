import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Role } from '#protocol';
import type { Db } from '#postgres';
import { freshId } from '../fresh-id.js';
import { endSignIns } from './sign-ins.js';

export interface NewAccount {
  readonly username: string;
  /** As shown to others: an attorney's real name, for staff perhaps the post. */
  readonly name: string;
  readonly role: Role;
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

/** Makes accounts and sets passwords, for seed and reset-password: no route does. */
export class AccountMaker {
  constructor(private readonly db: Db) {}

  /** @returns the account's id and first password (shown once, stored hashed). */
  async make({ username, name, role }: NewAccount): Promise<{ id: string; password: string }> {
    const id = freshId();
    const password = firstPassword();
    const hashed = await hashPassword(password);
    // better-auth wants an address for every account; `.invalid` (RFC 2606) receives no mail.
    const email = `${username}@accounts.invalid`;
    const write = async (trx: Db) => {
      await trx.insertInto('person').values({ id, name, username, email, role, display_username: username }).execute();
      const credential = { id: freshId(), account_id: id, provider_id: 'credential' };
      await trx
        .insertInto('credential')
        .values({ ...credential, person_id: id, password: hashed })
        .execute();
    };
    await (this.db.isTransaction ? write(this.db) : this.db.transaction().execute(write));
    return { id, password };
  }

  /** A new random password; every sign-in of the account is ended, in a facility that runs too. @returns undefined if there is no such account. */
  async resetPassword(username: string): Promise<string | undefined> {
    const password = firstPassword();
    const hashed = await hashPassword(password);
    return this.db.transaction().execute(async (trx) => {
      const person = await trx
        .selectFrom('person')
        .select('id')
        .where('username', '=', username.toLowerCase())
        .executeTakeFirst();
      if (!person) return undefined;
      await trx.updateTable('credential').set({ password: hashed }).where('person_id', '=', person.id).execute();
      await endSignIns(trx, person.id);
      return password;
    });
  }
}

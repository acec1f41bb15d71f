import type { Invitation } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import { addPerson } from '../people/account-maker.js';
import { ASKED_FOR_MS } from './access-lifetimes.js';
import { type Officer, invitedBy, mayChange, needsSecond } from './access-rules.js';
import { lockAccount, withdrawOpen } from './access-rows.js';

/** For whom: somebody new, or an account there is. */
export type AccessWish = { readonly by: Officer } & ({ readonly invite: Invitation } | { readonly account: string });

/** The first step of an invitation or a reset. For an attorney the code may be made at once. */
export class AskAccess extends Command<'access.asked', AccessWish, string> {
  readonly event = 'access.asked';

  /** @returns id of the access. @throws Refused `not-found`, `not-allowed`, `account-taken`, `account-inactive`. */
  protected override async act(trx: Transaction<Database>, wish: AccessWish): Promise<Done<'access.asked', string>> {
    const id = freshId();
    const now = this.bench.now();
    const account = await lockAccount(trx, 'invite' in wish ? await this.#add(trx, wish) : wish.account);
    if (account.state === 'deactivated') throw new Refused('account-inactive');
    if (!mayChange(wish.by, account).includes('reset')) {
      throw new Refused(wish.by.id === account.id ? 'same-officer' : 'not-allowed');
    }
    const former = await withdrawOpen(trx, account.id, now);
    const purpose = account.state === 'invited' ? 'invitation' : 'reset';
    const second = needsSecond(account.role);
    const expires_at = new Date(now.getTime() + ASKED_FOR_MS);
    const row = { id, person: account.id, purpose, needs_second: second, asked_by: wish.by.id, asked_at: now } as const;
    await trx
      .insertInto('access_code')
      .values({ ...row, expires_at })
      .execute();
    const details = { account: account.id, purpose, by: wish.by.id };
    return {
      answer: id,
      entry: { type: this.event, booking: id, details },
      more: former === undefined ? [] : [{ type: 'access.withdrawn', booking: former, details: { ...details } }],
    };
  }

  async #add(trx: Transaction<Database>, { by, invite }: Extract<AccessWish, { invite: Invitation }>): Promise<string> {
    const { username, name, role, language, mail } = invite;
    if (!invitedBy(by.role).includes(role)) throw new Refused('not-allowed');
    const taken = await trx
      .selectFrom('person')
      .select('username')
      .where((either) => either.or([either('username', '=', username), either('email', '=', mail ?? '')]))
      .executeTakeFirst();
    if (taken) throw new Refused('account-taken', taken.username === username ? 'username' : 'mail');
    const id = await addPerson(trx, { username, name, role, language, ...(mail !== undefined && { mail }) });
    if (role === 'attorney') await trx.insertInto('attorney').values({ id, name, language }).execute();
    return id;
  }
}

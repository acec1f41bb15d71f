import type { AccessPurpose } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { Refused } from '../hosts/refused.js';
import { mayDo } from './access-rules.js';
import { lockAccess, type lockAccount } from './access-rows.js';
import { hashTypedCode, newTypedCode } from '../typed-code.js';
import { GIVEN_FOR_MS } from './access-lifetimes.js';
import type { AccessStep } from './confirm-access.js';

/** What exists in this answer only. */
interface MadeAccess {
  readonly account: Awaited<ReturnType<typeof lockAccount>>;
  readonly purpose: AccessPurpose;
  readonly code: string;
  readonly expires: Date;
}

/** Makes the code, once, for the one who asked. */
export class GiveAccess extends Command<'access.given', AccessStep, MadeAccess> {
  readonly event = 'access.given';

  /** @throws Refused `not-found`, `not-allowed` (somebody else asked), `wrong-state`, `account-inactive`. */
  protected override async act(
    trx: Transaction<Database>,
    { id, by }: AccessStep,
  ): Promise<Done<'access.given', MadeAccess>> {
    const { row, account } = await lockAccess(trx, id);
    const now = this.bench.now();
    if (row.asked_by !== by.id) throw new Refused('not-allowed');
    if (!mayDo(by, row, now).includes('give')) throw new Refused('wrong-state');
    if (account.state === 'deactivated') throw new Refused('account-inactive');
    const code = newTypedCode();
    const expires = new Date(now.getTime() + GIVEN_FOR_MS[row.purpose]);
    await trx
      .updateTable('access_code')
      .set({ secret_hash: hashTypedCode(code), expires_at: expires })
      .where('id', '=', id)
      .execute();
    const details = { account: row.person, purpose: row.purpose, by: by.id };
    return {
      answer: { account, purpose: row.purpose, code, expires },
      entry: { type: this.event, booking: id, details },
    };
  }
}

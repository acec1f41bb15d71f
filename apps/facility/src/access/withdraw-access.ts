import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { Refused } from '../hosts/refused.js';
import { mayDo } from './access-rules.js';
import { lockAccess, withdrawOpen } from './access-rows.js';
import type { AccessStep } from './confirm-access.js';

/** Any officer may: taking a code away endangers nobody. */
export class WithdrawAccess extends Command<'access.withdrawn', AccessStep, void> {
  readonly event = 'access.withdrawn';

  /** @throws Refused `not-found`, `wrong-state`. */
  protected override async act(
    trx: Transaction<Database>,
    { id, by }: AccessStep,
  ): Promise<Done<'access.withdrawn', void>> {
    const { row } = await lockAccess(trx, id);
    if (!mayDo(by, row, this.bench.now()).includes('withdraw')) throw new Refused('wrong-state');
    await withdrawOpen(trx, row.person, this.bench.now());
    const details = { account: row.person, purpose: row.purpose, by: by.id };
    return { answer: undefined, entry: { type: this.event, booking: id, details } };
  }
}

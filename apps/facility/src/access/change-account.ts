import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type CommandBench, type Done } from '../audit/command.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import { endSignIns, type SignIns } from '../people/sign-ins.js';
import type { AccessStep } from './confirm-access.js';
import { mayChange } from './access-rules.js';
import { lockAccount, withdrawOpen } from './access-rows.js';

/** Takes an account out of use: no sign-in, no code, and every sign-in of it ends. */
export class DeactivateAccount extends Command<'account.deactivated', AccessStep, readonly string[]> {
  readonly event = 'account.deactivated';

  constructor(
    bench: CommandBench,
    private readonly signIns: SignIns,
  ) {
    super(bench);
  }

  /** @throws Refused `not-found`, `not-allowed`. */
  async deactivate(step: AccessStep): Promise<void> {
    const { answer } = await this.run(step);
    this.signIns.tell(answer);
  }

  protected override async act(
    trx: Transaction<Database>,
    { id, by }: AccessStep,
  ): Promise<Done<'account.deactivated', readonly string[]>> {
    const account = await lockAccount(trx, id);
    if (!mayChange(by, account).includes('deactivate')) throw new Refused('not-allowed');
    const now = this.bench.now();
    await trx.updateTable('person').set({ deactivated_at: now }).where('id', '=', id).execute();
    const former = await withdrawOpen(trx, id, now);
    const answer = await endSignIns(trx, id);
    const details = { account: id, by: by.id };
    return {
      answer,
      entry: { type: this.event, booking: freshId(), details },
      more: former === undefined ? [] : [{ type: 'access.withdrawn', booking: former, details: { ...details } }],
    };
  }
}

/** Takes an account into use again, with the password it had. */
export class ReactivateAccount extends Command<'account.reactivated', AccessStep, void> {
  readonly event = 'account.reactivated';

  /** @throws Refused `not-found`, `not-allowed`. */
  protected override async act(
    trx: Transaction<Database>,
    { id, by }: AccessStep,
  ): Promise<Done<'account.reactivated', void>> {
    const account = await lockAccount(trx, id);
    if (!mayChange(by, account).includes('reactivate')) throw new Refused('not-allowed');
    await trx.updateTable('person').set({ deactivated_at: null }).where('id', '=', id).execute();
    return { answer: undefined, entry: { type: this.event, booking: freshId(), details: { account: id, by: by.id } } };
  }
}

import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { Refused } from '../hosts/refused.js';
import { type Officer, mayDo } from './access-rules.js';
import { lockAccess } from './access-rows.js';

export interface AccessStep {
  readonly id: string;
  readonly by: Officer;
}

/** The second officer, on a sign-in of his own: before that there is no code for an account of staff. */
export class ConfirmAccess extends Command<'access.confirmed', AccessStep, void> {
  readonly event = 'access.confirmed';

  /** @throws Refused `not-found`, `same-officer`, `wrong-state`. */
  protected override async act(
    trx: Transaction<Database>,
    { id, by }: AccessStep,
  ): Promise<Done<'access.confirmed', void>> {
    const { row } = await lockAccess(trx, id);
    if (by.id === row.asked_by || by.id === row.person) throw new Refused('same-officer');
    if (!mayDo(by, row, this.bench.now()).includes('confirm')) throw new Refused('wrong-state');
    await trx.updateTable('access_code').set({ confirmed_by: by.id }).where('id', '=', id).execute();
    const details = { account: row.person, purpose: row.purpose, by: by.id };
    return { answer: undefined, entry: { type: this.event, booking: id, details } };
  }
}

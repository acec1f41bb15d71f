import type { CommandBench } from '../audit/command.js';
import type { SignIns } from '../people/sign-ins.js';
import { AccessReader } from './access-reader.js';
import { AskAccess } from './ask-access.js';
import { DeactivateAccount, ReactivateAccount } from './change-account.js';
import { ConfirmAccess } from './confirm-access.js';
import { GiveAccess } from './give-access.js';
import { UseAccess } from './use-access.js';
import { WithdrawAccess } from './withdraw-access.js';

/** Everything that is done with accounts and the codes that set their passwords. */
export class AccessDesk {
  readonly reader: AccessReader;
  readonly ask: AskAccess;
  readonly confirm: ConfirmAccess;
  readonly give: GiveAccess;
  readonly withdraw: WithdrawAccess;
  readonly use: UseAccess;
  readonly deactivate: DeactivateAccount;
  readonly reactivate: ReactivateAccount;

  constructor(bench: CommandBench, signIns: SignIns) {
    this.reader = new AccessReader(bench.db, bench.now);
    this.ask = new AskAccess(bench);
    this.confirm = new ConfirmAccess(bench);
    this.give = new GiveAccess(bench);
    this.withdraw = new WithdrawAccess(bench);
    this.use = new UseAccess(bench, this.reader, signIns);
    this.deactivate = new DeactivateAccount(bench, signIns);
    this.reactivate = new ReactivateAccount(bench);
  }
}

import type { Audience, UseAccess as Typed } from '#protocol';
import type { Database } from '#postgres';
import { hashPassword } from 'better-auth/crypto';
import type { Transaction } from 'kysely';
import { Command, type CommandBench, type Done } from '../audit/command.js';
import { Refused } from '../hosts/refused.js';
import { setPassword } from '../people/account-maker.js';
import { endSignIns, type SignIns } from '../people/sign-ins.js';
import { type AccessReader, openOrRefuse } from './access-reader.js';
import { lockAccess } from './access-rows.js';

interface Used {
  readonly username: string;
  readonly ended: readonly string[];
}

/** The invited, or the one who was reset, sets the own password; whoever was signed in with the old one is out. */
export class UseAccess extends Command<'access.used', { readonly id: string; readonly hashed: string }, Used> {
  readonly event = 'access.used';

  constructor(
    bench: CommandBench,
    private readonly reader: AccessReader,
    private readonly signIns: SignIns,
  ) {
    super(bench);
  }

  /**
   * @returns the account's name. @throws Refused `access-wrong`, `access-used`, `access-expired`, `access-withdrawn`,
   * `account-inactive`, `password-names-account`.
   */
  async use({ code, password }: Typed, audience: Audience): Promise<string> {
    const { id, username } = await this.reader.shown(code, audience);
    if (password.toLowerCase().includes(username)) throw new Refused('password-names-account', 'password');
    // Not in the transaction: hashing takes long on purpose.
    const { answer } = await this.run({ id, hashed: await hashPassword(password) });
    this.signIns.tell(answer.ended);
    return answer.username;
  }

  protected override async act(
    trx: Transaction<Database>,
    { id, hashed }: { readonly id: string; readonly hashed: string },
  ): Promise<Done<'access.used', Used>> {
    const { row, account } = await lockAccess(trx, id);
    const now = this.bench.now();
    openOrRefuse(row, now);
    if (account.state === 'deactivated') throw new Refused('account-inactive');
    await trx.updateTable('access_code').set({ used_at: now }).where('id', '=', id).execute();
    await setPassword(trx, row.person, hashed);
    const ended = await endSignIns(trx, row.person);
    const details = { account: row.person, purpose: row.purpose, by: row.person };
    return {
      answer: { username: account.username, ended },
      entry: { type: this.event, booking: id, details },
    };
  }
}

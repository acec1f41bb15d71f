import { sql } from 'kysely';
import type { Db } from '#postgres';

/** Failed tries allowed in one window, for each known device and for all unknown ones together. */
export const TRIES = 10;
const WINDOW = sql`interval '15 minutes'`;

/**
 * For sign-ins; enrolling a kiosk counts as one account, with a device for each network address. Counts tries per (account, known device) and per account for all unknown devices. A stranger can thus use up the
 * tries of unknown devices, never those of a device the account's owner has signed in from.
 * A try is counted before the password is looked at, so that parallel tries cannot pass the limit.
 */
export class SignInTries {
  constructor(private readonly db: Db) {}

  /** Takes one try; false when none is left in this window. `device` '' is "unknown". */
  async take(account: string, device: string): Promise<boolean> {
    const now = sql<Date>`now()`;
    const { tries } = await this.db
      .insertInto('sign_in_tries')
      .values({ account, device, since: now, tries: 1 })
      .onConflict((conflict) =>
        conflict.columns(['account', 'device']).doUpdateSet({
          tries: sql<number>`case when sign_in_tries.since < now() - ${WINDOW} then 1 else least(sign_in_tries.tries + 1, 1000000) end`,
          since: sql<Date>`case when sign_in_tries.since < now() - ${WINDOW} then now() else sign_in_tries.since end`,
        }),
      )
      .returning('tries')
      .executeTakeFirstOrThrow();
    return tries <= TRIES;
  }

  /** The try succeeded: a known device starts afresh; unknown devices get back this one try only. */
  async giveBack(account: string, device: string): Promise<void> {
    const row = this.db
      .updateTable('sign_in_tries')
      .where('account', '=', account)
      .where('device', '=', device)
      .set({ tries: device === '' ? sql<number>`greatest(tries - 1, 0)` : 0 });
    await row.execute();
    await this.db
      .deleteFrom('sign_in_tries')
      .where('since', '<', sql<Date>`now() - ${WINDOW}`)
      .execute();
  }
}

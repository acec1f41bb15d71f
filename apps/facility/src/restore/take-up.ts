import type { Leaf, LeafType } from '#ledger';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import type { OpeningVault } from '../audit/opening-vault.js';
import type { Outbox } from '../audit/outbox.js';
import { ERASE_AT_ONCE, eraseDetails, subjectName } from '../retention/erase-details.js';
import { relinkOutbox } from './relink-outbox.js';
import { settleSessions } from './settle-sessions.js';

export interface TakeUpParts {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly vault: OpeningVault;
  readonly leaves: readonly Leaf[];
  /** The ledger's size when the backup was made. */
  readonly backup: number;
  readonly now: () => Date;
}

export interface TakenUp {
  /** Entries of the ledger that tell of what this database does not have. */
  readonly unknown: number;
  /** Bookings and requests whose details had been erased and were again. */
  readonly erasedAgain: number;
  /** What was done since the backup and is undone now: a person must do it again. The log does not name the accounts. */
  readonly again: { readonly passwords: number; readonly deactivated: number; readonly kiosks: number };
}

/**
 * Makes a database that was put back fit to be served, in one transaction: its outbox goes on where the ledger ends, what was
 * erased since the backup is erased again, nobody is signed in, and no slip or code made before opens anything.
 * @throws RestoreError when the ledger is another one.
 */
export function takeUp({ db, outbox, vault, leaves, backup, now }: TakeUpParts): Promise<TakenUp> {
  return db.transaction().execute(async (trx) => {
    const unknown = await relinkOutbox(trx, leaves);
    const closing = await settleSessions(trx, leaves);
    const erased = new Set(
      leaves.flatMap((leaf) => (leaf.type === 'details.erased' ? (leaf.public?.['subjects'] as string[]) : [])),
    );
    const { rows } = await sql<{
      id: string;
    }>`select id from booking union select id from request where erased_at is null
      union select booking from opening`.execute(trx);
    const again = [];
    for (const { id } of rows) if (erased.has(subjectName(id)) || (await vault.isErased(id))) again.push(id);
    for (let from = 0; from < again.length; from += ERASE_AT_ONCE) {
      await eraseDetails(trx, vault, again.slice(from, from + ERASE_AT_ONCE), now());
    }
    await trx.deleteFrom('sign_in_session').execute();
    await sql`update access_code set withdrawn_at = ${now()} where used_at is null and withdrawn_at is null`.execute(
      trx,
    );
    await sql`update kiosk_enrolment set used_at = ${now()} where used_at is null`.execute(trx);
    // Which booth it was is not in the open: a kiosk that was replaced since must not come back, so none stays.
    const since = leaves.slice(backup).map(({ type }) => type);
    if (since.includes('kiosk.enrolled')) {
      await sql`update kiosk set revoked_at = ${now()} where revoked_at is null`.execute(trx);
    }
    await sql`update booking set slip_hmac = null where state in ('confirmed', 'admitted')`.execute(trx);
    const restored = { size: leaves.length, backup, unknown };
    await outbox.appendAll(trx, [{ type: 'facility.restored', public: restored }, ...closing]);
    const count = (type: LeafType) => since.filter((one) => one === type).length;
    return {
      unknown,
      erasedAgain: again.length,
      again: {
        passwords: count('access.used'),
        deactivated: count('account.deactivated'),
        kiosks: count('kiosk.enrolled'),
      },
    };
  });
}

import { encodeLeaf, type EntryDraft, type Leaf } from '#ledger';
import type { SessionEntries } from '#protocol';
import type { Db } from '#postgres';
import { sql } from 'kysely';
import { AuditError } from '../audit/audit-error.js';
import type { Keeper } from '../audit/keeper.js';
import type { OpeningVault } from '../audit/opening-vault.js';
import { selectBookings } from '../booking/booking-rows.js';
import { Refused } from '../hosts/refused.js';
import type { Visitor } from '../people/visitor.js';
import { partyOf } from './session-door.js';

type Entry = SessionEntries['entries'][number];

/** The server's part of what a party takes home: the session's entries, each with its proof. */
export class Receipts {
  constructor(
    private readonly db: Db,
    private readonly keeper: Keeper,
    private readonly vault: OpeningVault,
    /** Origin of the log, part of every leaf. */
    private readonly origin: string,
  ) {}

  /** @throws Refused `not-found` also for another's booking; `part-down` while the keeper does not answer. */
  async of(booking: string, visitor: Visitor): Promise<SessionEntries> {
    const row = await selectBookings(this.db).where('id', '=', booking).executeTakeFirst();
    if (row === undefined || row.session === null || partyOf(row, visitor) === undefined)
      throw new Refused('not-found');
    const waiting = await this.db
      .selectFrom('outbox')
      .leftJoin('opening', (join) => join.on(sql<boolean>`opening.commitment = outbox.leaf ->> 'commitment'`))
      .select(['leaf', 'log_index', 'commitment', 'sealed'])
      .where('chain', '=', `session ${row.session}`)
      .orderBy('seq')
      .execute();
    try {
      const { vkey } = await this.keeper.state();
      const entries: Entry[] = [];
      for (const { leaf, log_index, commitment, sealed } of waiting) {
        if (log_index === null) continue;
        const index = Number(log_index);
        const whole: Leaf = { v: 1, facility: this.origin, ...(leaf as EntryDraft) };
        const verdict = whole.type === 'code.verdict' && commitment !== null && sealed !== null;
        const opened = verdict && (await this.#open(booking, commitment, sealed));
        entries.push({
          index,
          leaf: Buffer.from(encodeLeaf(whole)).toString('utf8'),
          proof: await this.keeper.proof(index),
          ...(opened && { opened }),
        });
      }
      return { booking, session: row.session, vkey, late: entries.length < waiting.length, entries };
    } catch {
      throw new Refused('part-down');
    }
  }

  /** Transcript, key and signature of a verdict: they name nobody, and the party has seen them. Nothing once erased. */
  async #open(booking: string, commitment: string, sealed: Buffer): Promise<Entry['opened']> {
    try {
      return JSON.parse(await this.vault.unseal(booking, commitment, sealed)) as Entry['opened'];
    } catch (error) {
      if (error instanceof AuditError) return undefined;
      throw error;
    }
  }
}

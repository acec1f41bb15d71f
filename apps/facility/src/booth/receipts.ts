import { encodeLeaf, type EntryDraft, type Leaf } from '#ledger';
import type { Receipt } from '#protocol';
import type { Db } from '#postgres';
import type { Keeper } from '../audit/keeper.js';
import { selectBookings } from '../booking/booking-rows.js';
import { Refused } from '../hosts/refused.js';
import type { Visitor } from '../people/visitor.js';
import { partyOf } from './session-door.js';

/** What a party takes home: the session's entries, each with its proof. */
export class Receipts {
  constructor(
    private readonly db: Db,
    private readonly keeper: Keeper,
    /** Origin of the log, part of every leaf. */
    private readonly origin: string,
  ) {}

  /** @throws Refused `not-found` also for another's booking; `part-down` while the keeper does not answer. */
  async of(booking: string, visitor: Visitor): Promise<Receipt> {
    const row = await selectBookings(this.db).where('id', '=', booking).executeTakeFirst();
    if (row === undefined || row.session === null || partyOf(row, visitor) === undefined)
      throw new Refused('not-found');
    const waiting = await this.db
      .selectFrom('outbox')
      .select(['leaf', 'log_index'])
      .where('chain', '=', `session ${row.session}`)
      .orderBy('seq')
      .execute();
    try {
      const { vkey } = await this.keeper.state();
      const entries: Receipt['entries'] = [];
      for (const { leaf, log_index } of waiting) {
        if (log_index === null) continue;
        const index = Number(log_index);
        const whole: Leaf = { v: 1, facility: this.origin, ...(leaf as EntryDraft) };
        entries.push({
          index,
          leaf: Buffer.from(encodeLeaf(whole)).toString('utf8'),
          proof: await this.keeper.proof(index),
        });
      }
      return { booking, session: row.session, vkey, late: entries.length < waiting.length, entries };
    } catch {
      throw new Refused('part-down');
    }
  }
}

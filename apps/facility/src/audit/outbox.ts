import { chainOf, commitTo, roundedTime, type EntryDraft, type LeafType } from '#ledger';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { AuditError } from './audit-error.js';
import type { LeafDraft } from './leaf-draft.js';
import type { OpeningVault, RandomBytes } from './opening-vault.js';

/** Number of an entry on its way to the ledger (not its index in the log). */
export type EntryId = string;

/** Puts entries beside what they tell of, in the same transaction: neither is there without the other. */
export class Outbox {
  constructor(
    private readonly vault: OpeningVault,
    private readonly random: RandomBytes,
    private readonly now: () => Date,
  ) {}

  /**
   * Appends to the chain of the session, or of the voucher. Locks the chain until the transaction ends: do it last.
   * @throws AuditError `erased` when the booking's details were erased and details are given.
   */
  async append<E extends LeafType>(trx: Transaction<Database>, draft: LeafDraft<E>): Promise<EntryId> {
    const [id] = await this.appendAll(trx, [draft]);
    return id as EntryId;
  }

  /** Several, in this order. Everything slow is done before the first chain is locked; chains are locked in one order for all. */
  async appendAll(trx: Transaction<Database>, drafts: readonly LeafDraft[]): Promise<EntryId[]> {
    const placed = [];
    for (const draft of drafts) {
      const by = draft.by ?? 'facility';
      const commitment = draft.details && (await this.#commit(trx, draft.booking, draft.details));
      placed.push({ draft, by, chain: chainOf({ session: draft.session, by }), commitment });
    }
    const next = new Map<string, number>();
    for (const chain of [...new Set(placed.map((one) => one.chain))].toSorted()) {
      const count = placed.filter((one) => one.chain === chain).length;
      next.set(chain, await this.#reserve(trx, chain, count));
    }
    const rows = placed.map(({ draft, by, chain, commitment }) => {
      const seq = next.get(chain) ?? 0;
      next.set(chain, seq + 1);
      const leaf: EntryDraft = {
        type: draft.type,
        time: roundedTime(draft.type, this.now().getTime()),
        seq,
        by,
        ...(draft.session !== undefined && { session: draft.session }),
        ...(draft.public !== undefined && { public: { ...draft.public } }),
        ...(commitment !== undefined && { commitment }),
      };
      return { chain, seq, leaf: JSON.stringify(leaf), booking: draft.booking ?? null };
    });
    const written = await trx.insertInto('outbox').values(rows).returning(['id', 'chain', 'seq']).execute();
    const ids = new Map(written.map(({ id, chain, seq }) => [`${chain} ${seq}`, id]));
    return rows.map(({ chain, seq }) => ids.get(`${chain} ${seq}`) as EntryId);
  }

  /** The first of `count` numbers of the chain, which is locked from here on. */
  async #reserve(trx: Transaction<Database>, chain: string, count: number): Promise<number> {
    const { rows } = await sql<{ first: number }>`
      insert into chain (name, next) values (${chain}, ${count})
      on conflict (name) do update set next = chain.next + ${count} returning next - ${count} as first`.execute(trx);
    return rows[0]?.first ?? 0;
  }

  /** Makes the details of all entries of a booking unreadable for good; the entries still verify. */
  async erase(booking: string): Promise<void> {
    await this.vault.erase(booking);
  }

  async #commit(trx: Transaction<Database>, booking: string | undefined, details: object): Promise<string> {
    if (booking === undefined) throw new AuditError('details-without-booking');
    const salt = this.random(32);
    const commitment = commitTo(salt, details);
    const text = JSON.stringify({ salt: salt.toString('hex'), details });
    await trx
      .insertInto('opening')
      .values({ commitment, booking, sealed: await this.vault.seal(booking, commitment, text) })
      .execute();
    return commitment;
  }
}

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
    const by = draft.by ?? 'facility';
    const chain = chainOf({ session: draft.session, by });
    const commitment = draft.details && (await this.#commit(trx, draft.booking, draft.details));
    const { rows } = await sql<{ seq: number }>`
      insert into chain (name, next) values (${chain}, 1)
      on conflict (name) do update set next = chain.next + 1 returning next - 1 as seq`.execute(trx);
    const leaf: EntryDraft = {
      type: draft.type,
      time: roundedTime(draft.type, this.now().getTime()),
      seq: rows[0]!.seq,
      by,
      ...(draft.session !== undefined && { session: draft.session }),
      ...(draft.public !== undefined && { public: { ...draft.public } }),
      ...(commitment !== undefined && { commitment }),
    };
    const { id } = await trx
      .insertInto('outbox')
      .values({ chain, seq: leaf.seq, leaf: JSON.stringify(leaf), booking: draft.booking ?? null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
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

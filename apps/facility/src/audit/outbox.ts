import { chainOf, commitTo, roundedTime, type EntryDraft, type LeafType } from '#ledger';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
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
   * Appends to the chain of the session, or of the voucher. Locks nothing: the drainer numbers what is committed.
   * @throws AuditError `erased` when the booking's details were erased and details are given.
   */
  async append<E extends LeafType>(trx: Transaction<Database>, draft: LeafDraft<E>): Promise<EntryId> {
    const [id] = await this.appendAll(trx, [draft]);
    return id as EntryId;
  }

  /** Several, in this order. */
  async appendAll(trx: Transaction<Database>, drafts: readonly LeafDraft[]): Promise<EntryId[]> {
    const rows = [];
    const openings = [];
    for (const draft of drafts) {
      const by = draft.by ?? 'facility';
      const opening = draft.details && (await this.#seal(draft.booking, draft.details));
      if (opening !== undefined) openings.push(opening);
      const leaf: Omit<EntryDraft, 'seq'> = {
        type: draft.type,
        time: roundedTime(draft.type, this.now().getTime()),
        by,
        ...(draft.session !== undefined && { session: draft.session }),
        ...(draft.public !== undefined && { public: { ...draft.public } }),
        ...(opening !== undefined && { commitment: opening.commitment }),
      };
      const chain = chainOf({ session: draft.session, by });
      rows.push({ chain, leaf: JSON.stringify(leaf), booking: draft.booking ?? null });
    }
    if (openings.length > 0) await trx.insertInto('opening').values(openings).execute();
    const written = await trx.insertInto('outbox').values(rows).returning('id').execute();
    return written.map(({ id }) => id);
  }

  /** A row of `opening`: what the commitment hides, under the booking's key. */
  async #seal(booking: string | undefined, details: object) {
    if (booking === undefined) throw new AuditError('details-without-booking');
    const salt = this.random(32);
    const commitment = commitTo(salt, details);
    const text = JSON.stringify({ salt: salt.toString('hex'), details });
    return { commitment, booking, sealed: await this.vault.seal(booking, commitment, text) };
  }
}

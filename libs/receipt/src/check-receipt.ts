import { checkSessionEntries, type Leaf, type LedgerErrorCode, type VerifyEd25519 } from '#ledger';
import type { Receipt } from '#protocol';
import { type CheckedRound, checkRound, readRound } from './check-round.js';
import { compareVerdicts, type SessionEntry, type Unmet } from './compare-verdicts.js';
import { enteredVerdict } from './entered-verdict.js';
import { ReceiptError, type ReceiptErrorCode } from './receipt-error.js';

/** What a receipt proves by itself, without the log. `closed`: it holds the session's closing entry. */
export type ReceiptCheck =
  | {
      readonly ok: true;
      readonly leaves: readonly Leaf[];
      readonly closed: boolean;
      /** Handshakes that the own device saw; none: nothing here says whose keys these were. */
      readonly rounds: readonly CheckedRound[];
      readonly unmet: Unmet;
      /** Indexes of verdicts whose details are not shown: erased, or left out. */
      readonly unopened: readonly number[];
    }
  | {
      readonly ok: false;
      readonly code: LedgerErrorCode | ReceiptErrorCode;
      readonly message: string;
      readonly entry?: number;
    };

/**
 * Checks a receipt offline against the log's verifier key: its entries are in the log and a whole chain; the transcripts
 * that the own device saw recompute; each verdict is signed by its visit key; and the verdicts of the log stand under the keys
 * of those transcripts. Never throws for a bad receipt.
 */
export async function checkReceipt(receipt: Receipt, vkey: string, ed25519?: VerifyEd25519): Promise<ReceiptCheck> {
  const proven = await checkSessionEntries(receipt, vkey, ed25519);
  if (!proven.ok) return proven;
  try {
    const rounds: CheckedRound[] = [];
    for (const seen of receipt.seen) rounds.push(await checkRound(await readRound(seen, receipt.booking)));
    const entries: SessionEntry[] = [];
    for (const [at, leaf] of proven.leaves.entries()) {
      const { index, opened } = receipt.entries[at]!;
      const verdict = leaf.type === 'code.verdict' && (await enteredVerdict(index, leaf, opened));
      entries.push({ index, leaf, ...(verdict && { verdict }) });
    }
    const { leaves, closed } = proven;
    if (closed && receipt.late) throw new ReceiptError('late-differs', 'nothing can wait behind the closing entry');
    const unopened = receipt.entries.filter(({ opened }, at) => leaves[at]?.type === 'code.verdict' && !opened);
    return {
      ...{ ok: true, leaves, closed, rounds },
      unmet: compareVerdicts(entries, rounds),
      unopened: unopened.map(({ index }) => index),
    };
  } catch (error) {
    if (!(error instanceof ReceiptError)) throw error;
    const { code, message, entry } = error;
    return { ok: false, code, message, ...(entry !== undefined && { entry }) };
  }
}

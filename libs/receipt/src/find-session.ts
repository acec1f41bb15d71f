import type { Leaf } from '#ledger';
import { type CheckedRound, checkRound, type SeenTranscript } from './check-round.js';
import { compareVerdicts, type SessionEntry, type Unmet } from './compare-verdicts.js';
import { enteredVerdict } from './entered-verdict.js';
import { ReceiptError, type ReceiptErrorCode } from './receipt-error.js';

/** What a receipt code says beside a log that was verified before. */
export type CodeCheck =
  | {
      readonly ok: true;
      readonly session: string;
      readonly round: CheckedRound;
      readonly leaves: readonly Leaf[];
      readonly unmet: Unmet;
    }
  | { readonly ok: false; readonly code: ReceiptErrorCode; readonly message: string; readonly entry?: number };

/**
 * Finds the session of a handshake in a log by the keys of its verdicts, and checks that the log stands under the same keys.
 * `log`: every entry of a log that was verified, in order. Never throws for a bad code.
 */
export async function findSession(seen: SeenTranscript, log: readonly SessionEntry[]): Promise<CodeCheck> {
  try {
    const round = await checkRound(seen);
    const keys = new Set(round.parties.map(({ vk }) => vk));
    const of = ({ leaf }: SessionEntry) => leaf.type === 'code.verdict' && keys.has(String(leaf.public?.['vk']));
    const session = log.find(of)?.leaf.session;
    if (session === undefined) throw new ReceiptError('session-not-found', 'no verdict in this log is of these keys');
    const entries: SessionEntry[] = [];
    for (const { index, leaf } of log.filter(({ leaf }) => leaf.session === session)) {
      const verdict = leaf.type === 'code.verdict' && (await enteredVerdict(index, leaf, undefined));
      entries.push({ index, leaf, ...(verdict && { verdict }) });
    }
    const unmet = compareVerdicts(entries, [round]);
    return { ok: true, session, round, leaves: entries.map(({ leaf }) => leaf), unmet };
  } catch (error) {
    if (!(error instanceof ReceiptError)) throw error;
    const { code, message, entry } = error;
    return { ok: false, code, message, ...(entry !== undefined && { entry }) };
  }
}

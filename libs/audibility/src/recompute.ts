import { canonicalJson } from '#ledger';
import { AUDIBILITY } from './audibility-constants.js';
import type { AudibilityFile } from './audibility-file.js';
import { judgeAt, type Why } from './judge.js';
import { VERDICT_LETTERS, type Verdict, type VerdictLetter } from './verdict.js';

/** A verdict of the file that does not follow from its raw seconds. `second` counts from 0. */
export interface DifferingVerdict {
  readonly second: number;
  readonly speaker: number;
  readonly listener: number;
  readonly said: VerdictLetter;
  readonly found: Verdict;
  readonly why?: Why;
}

/** How often each verdict was found for a pair. */
export interface PairTotals {
  readonly speaker: number;
  readonly listener: number;
  readonly totals: Readonly<Partial<Record<Verdict, number>>>;
}

/** What a file says, computed again. It holds if `intact`, `sameConstants`, and nothing differs. */
export interface Recomputed {
  readonly intact: boolean;
  /** The figures it says it was made with are those that it was checked with. */
  readonly sameConstants: boolean;
  readonly judged: number;
  readonly differing: readonly DifferingVerdict[];
  readonly pairs: readonly PairTotals[];
}

/** Every verdict of a file from its raw seconds, with the constants of this program. */
export function recompute({ intact, constants, seconds }: AudibilityFile): Recomputed {
  const raw = seconds.map(({ second }) => second);
  const differing: DifferingVerdict[] = [];
  const pairs = new Map<string, { speaker: number; listener: number; totals: Partial<Record<Verdict, number>> }>();
  let judged = 0;
  for (const [second, { verdicts }] of seconds.entries()) {
    for (const [key, pair] of raw[second]!.pairs) {
      const { verdict: found, why } = judgeAt(raw, second, pair);
      const { speaker, listener } = pair;
      const said = verdicts.get(key)!;
      const { totals } = pairs.get(key) ?? pairs.set(key, { speaker, listener, totals: {} }).get(key)!;
      totals[found] = (totals[found] ?? 0) + 1;
      judged += 1;
      if (said !== VERDICT_LETTERS[found])
        differing.push({ second, speaker, listener, said, found, ...(why !== undefined && { why }) });
    }
  }
  return { intact, sameConstants: isSame(constants), judged, differing, pairs: [...pairs.values()] };
}

const isSame = (constants: unknown): boolean => canonicalJson(constants) === canonicalJson(AUDIBILITY);

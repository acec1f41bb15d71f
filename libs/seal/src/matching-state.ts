/**
 * What a keyed attempt has become (E2EE.md §4). `same`: parties whose valid VERDICT 1 is here.
 * `unmatched` is for ever: later verdicts do not make it `sealed`.
 */
export type Matching =
  | { readonly state: 'unverified' | 'matched-here'; readonly same: readonly number[] }
  | { readonly state: 'sealed' | 'unmatched' | 'broken' };

export const UNVERIFIED: Matching = { state: 'unverified', same: [] };

export type MatchingEvent =
  | { readonly type: 'own-verdict'; readonly same: boolean }
  /** Only after the signature was verified under the visit key of T. */
  | { readonly type: 'peer-verdict'; readonly party: number; readonly same: boolean }
  /** Its answer is not waited for any more. */
  | { readonly type: 'left'; readonly party: number }
  | { readonly type: 'without-matching' };

/** `others`: how many other parties hold the key now; n-1 until somebody left. */
export function nextMatching(matching: Matching, event: MatchingEvent, others: number): Matching {
  if (matching.state === 'broken') return matching;
  if ('same' in event && !event.same) return { state: 'broken' };
  if (!('same' in matching)) return matching;
  if (event.type === 'without-matching') return { state: 'unmatched' };
  const state = event.type === 'own-verdict' ? 'matched-here' : matching.state;
  const same = sameOf(matching.same, event);
  return state === 'matched-here' && others > 0 && same.length === others ? { state: 'sealed' } : { state, same };
}

function sameOf(
  same: readonly number[],
  event: Exclude<MatchingEvent, { type: 'without-matching' }>,
): readonly number[] {
  if (event.type === 'own-verdict') return same;
  const others = same.filter((party) => party !== event.party);
  return event.type === 'left' ? others : [...others, event.party];
}

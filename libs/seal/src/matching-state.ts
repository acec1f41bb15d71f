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
  | { readonly type: 'without-matching' };

/** `others` is n-1. */
export function nextMatching(matching: Matching, event: MatchingEvent, others: number): Matching {
  if (matching.state === 'broken') return matching;
  if (event.type !== 'without-matching' && !event.same) return { state: 'broken' };
  if (!('same' in matching)) return matching;
  if (event.type === 'without-matching') return { state: 'unmatched' };
  const state = event.type === 'own-verdict' ? 'matched-here' : matching.state;
  const same = event.type === 'own-verdict' ? matching.same : [...new Set([...matching.same, event.party])];
  return state === 'matched-here' && same.length === others ? { state: 'sealed' } : { state, same };
}

/**
 * What a keyed attempt has become (E2EE.md §4). `same`: parties whose valid VERDICT 1 is here, whether they hold the key
 * now or not. `unmatched` is for ever: later verdicts do not make it `sealed`.
 */
export interface Matching {
  readonly state: 'unverified' | 'matched-here' | 'sealed' | 'unmatched' | 'broken';
  readonly same: readonly number[];
}

export const UNVERIFIED: Matching = { state: 'unverified', same: [] };

export type MatchingEvent =
  | { readonly type: 'own-verdict'; readonly same: boolean }
  /** Only after the signature was verified under the visit key of T. */
  | { readonly type: 'peer-verdict'; readonly party: number; readonly same: boolean }
  /** Somebody left, and is not waited for any more, or came back: without its "same" nothing is sealed. */
  | { readonly type: 'holders' }
  | { readonly type: 'without-matching' };

/** `others`: the other parties that hold the key now; all of the roster until somebody left. */
export function nextMatching(matching: Matching, event: MatchingEvent, others: readonly number[]): Matching {
  const { state } = matching;
  if (state === 'broken') return matching;
  if ('same' in event && !event.same) return { ...matching, state: 'broken' };
  if (state === 'unmatched') return matching;
  if (event.type === 'without-matching') return state === 'sealed' ? matching : { ...matching, state: 'unmatched' };
  const same = sameOf(matching.same, event);
  if (state === 'unverified' && event.type !== 'own-verdict') return { state, same };
  const all = others.length > 0 ? others.every((party) => same.includes(party)) : state === 'sealed';
  return { state: all ? 'sealed' : 'matched-here', same };
}

function sameOf(same: readonly number[], event: MatchingEvent): readonly number[] {
  if (event.type !== 'peer-verdict' || same.includes(event.party)) return same;
  return [...same, event.party];
}

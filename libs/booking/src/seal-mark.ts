import type { BookingState, CompletionCode, SealMark, SealProfile } from '#protocol';

/** What the facility itself sees of a booking. It never sees what the devices concluded; `matched` is their signed word. */
export interface MarkFacts {
  readonly state: BookingState;
  readonly completion?: CompletionCode | undefined;
  readonly profile: SealProfile['profile'];
  /** Those without whom there is no session (booth and attorney) are here. */
  readonly here: boolean;
  /** They were here at once at least once in this session. */
  readonly met: boolean;
  /** Everybody who is here is in the current round and signed "same" in it. */
  readonly matched: boolean;
}

/** The mark shown to the desk. `sealed` only when the signed "same" of everybody who is here was entered. */
export const sealMark = (facts: MarkFacts): SealMark => {
  if (facts.state === 'completed')
    return facts.completion === 'codes-differ' || facts.completion === 'booth-not-safe' ? 'broken' : 'closed';
  if (facts.state === 'cancelled' || facts.state === 'no-show') return 'closed';
  if (facts.profile === 'none') return 'checking';
  if (facts.state !== 'in-session') return 'ready';
  if (!facts.here) return facts.met ? 'reconnecting' : 'ready';
  return facts.matched ? 'sealed' : 'not-verified';
};

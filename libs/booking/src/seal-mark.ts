import type { BookingState, CompletionCode, SealMark, SealProfile } from '#protocol';

/** What the facility itself sees of a booking. It never sees what the devices concluded; `matched` is their signed word. */
export interface MarkFacts {
  readonly state: BookingState;
  readonly completion?: CompletionCode | undefined;
  readonly profile: SealProfile['profile'];
  readonly present: readonly boolean[];
  /** Everybody was here at least once in this session. */
  readonly met: boolean;
  /** Number of valid verdicts "same" of the current round. */
  readonly matched: number;
}

/** The mark shown to the desk. `sealed` only when every party's signed "same" was entered and all are here. */
export const sealMark = (facts: MarkFacts): SealMark => {
  if (facts.state === 'completed')
    return facts.completion === 'codes-differ' || facts.completion === 'booth-not-safe' ? 'broken' : 'closed';
  if (facts.state === 'cancelled' || facts.state === 'no-show') return 'closed';
  if (facts.profile === 'none') return 'checking';
  if (facts.state !== 'in-session') return 'ready';
  if (!facts.present.every(Boolean)) return facts.met ? 'reconnecting' : 'ready';
  return facts.matched === facts.present.length ? 'sealed' : 'not-verified';
};

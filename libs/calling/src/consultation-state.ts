import type { CompletionCode, RefusalCode, SealProfile } from '#protocol';
import type { KeyHolders, MatchingCode } from './seal-messages.js';

/** Why a consultation broke: a code of E2EE.md §9, or what happened to this device's media. */
export type BrokenCode =
  | 'unknown-suite'
  | 'bad-roster'
  | 'round-reused'
  | 'late-commit'
  | 'commit-mismatch'
  | 'duplicate'
  | 'bad-reveal'
  | 'weak-point'
  | 'bad-signature'
  | 'bad-confirm'
  | 'bad-key-message'
  | 'negotiation-violated'
  | 'verdict-different'
  | 'timeout'
  | 'too-many-attempts'
  | 'devices-refused'
  | 'device-lost'
  | 'media-lost'
  | 'worker-lost'
  | 'page-hidden';

/** How a consultation stopped. */
export type Outcome = { broken: BrokenCode } | { ended: CompletionCode | RefusalCode };

/** Refusals after which this device has nothing to come back to. */
export const FINAL_REFUSALS: ReadonlySet<RefusalCode> = new Set([
  'session-ended',
  'not-signed-in',
  'too-many-refusals',
]);

/** What ends a page's part and not the session: it may come back to its round without a new code (E2EE.md §7). */
const COMES_BACK: ReadonlySet<BrokenCode | CompletionCode | RefusalCode> = new Set([
  'page-hidden',
  'link-lost',
  'media-lost',
  'device-lost',
  'devices-refused',
]);

/** The page's part is over, and the session may go on. */
export const comesBack = (outcome: Outcome): boolean =>
  COMES_BACK.has('broken' in outcome ? outcome.broken : outcome.ended);

/** Codes after which a person may ask for one more attempt (`again()`). */
export const RETRIABLE: ReadonlySet<BrokenCode> = new Set<BrokenCode>([
  'late-commit',
  'commit-mismatch',
  'timeout',
  'media-lost',
  'devices-refused',
  'device-lost',
]);

/**
 * What one device shows of a booth call. `groups`: the matching code as three groups of four digits;
 * `reading`: who reads which groups aloud, in that order; `hidden`: index of the group that this screen must not show (E2EE.md §4); `holders`, `joined`, `left`:
 * whose devices hold the key, who of them is new, and who left. Until `sealed` (or `unmatched`, with its banner) the matching screen covers all.
 */
export type ConsultationState =
  | { name: 'idle' }
  | { name: 'asking-devices' }
  /** `gone`: there was a conversation, and the others left it or lost their line. */
  | { name: 'waiting'; present: readonly boolean[]; gone?: true }
  | { name: 'connecting' }
  | { name: 'keying'; attempt: number }
  | ({ name: 'unverified' } & Pick<MatchingCode, 'groups' | 'hidden' | 'reading'> & KeyHolders)
  | ({ name: 'matched-here' } & KeyHolders)
  | ({ name: 'sealed' } & KeyHolders)
  | ({ name: 'unmatched' } & KeyHolders)
  | { name: 'reconnecting'; since: number }
  | { name: 'broken'; code: BrokenCode }
  | { name: 'ended'; code: CompletionCode | RefusalCode };

/** What the server last said of the session; never a basis for capture or for trust. `now` is the server's clock. */
export interface SessionFacts {
  present: readonly boolean[];
  seal: SealProfile;
  from: string;
  to: string;
  now: string;
}

/** Another party's sound and picture. `place` is its place in the roster, known only once the worker opened a frame. */
export interface PlacedStream {
  place: number;
  label: string;
  stream: MediaStream;
}

export interface RemoteParty extends PlacedStream {
  /** Nothing arrives of it any more: what is still to be seen is old. */
  silent: boolean;
}

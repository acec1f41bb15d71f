import type { BrokenReason, SealState } from '../seal-messages.js';
import type { KeyedSession } from './keyed-session.js';

/** What a device's seal consists of: the attempt whose keys serve, the one under way, or how the last one ended. */
export interface SealParts {
  readonly serving: { readonly round: string; readonly session: KeyedSession } | undefined;
  /** How many attempts were made, while one is under way. */
  readonly keying: number | undefined;
  readonly ended: BrokenReason | undefined;
}

/** Nothing before the first attempt, and while a device that was away is not back. */
export function sealStateOf({ serving, keying, ended }: SealParts): SealState | undefined {
  if (serving?.session.isBack) {
    const { round, session } = serving;
    const { state } = session.matching;
    if (state !== 'broken') return { name: state, round, ...session.holders };
  }
  if (keying !== undefined) return { name: 'keying', attempt: keying, holders: [] };
  return ended && { name: 'broken', reason: ended, holders: [] };
}

import { AUDIBILITY } from './audibility-constants.js';
import type { Verdict } from './verdict.js';

/** Who is told that somebody cannot hear a speaker. */
export const CANNOT_HEAR_TOLD = ['judge', 'clerk', 'speaker'] as const;

/** What is known of one listener of one speaker, from second to second. */
export interface Listening {
  /** Spoken seconds in a row that were missed, or, once people were told, that were heard. */
  readonly inARow: number;
  /** Seconds since then that say nothing of it. */
  readonly idle: number;
  readonly told: boolean;
}

export const LISTENING: Listening = { inARow: 0, idle: 0, told: false };

/** `tell`: this listener cannot hear; `withdraw`: that is over. */
export interface ListeningStep {
  readonly state: Listening;
  readonly news?: 'tell' | 'withdraw';
}

const MISSED: readonly Verdict[] = ['NOT_DELIVERED', 'NOT_PLAYED', 'IMPAIRED'];
const GOT: readonly Verdict[] = ['HEARD', 'STRAINED'];

/**
 * The next second. `addressed`: the listener is somebody who should hear this speaker now. Pauses of the speaker, and seconds that
 * nobody knows of, neither count nor clear: who speaks in short words and is not heard is not heard.
 */
export function listen(before: Listening, verdict: Verdict, addressed: boolean): ListeningStep {
  if (!addressed) return { state: LISTENING, ...(before.told && { news: 'withdraw' }) };
  const { seconds, forgottenAfter } = AUDIBILITY.alarm;
  const [counts, clears] = before.told ? [GOT, MISSED] : [MISSED, GOT];
  if (clears.includes(verdict)) return { state: { ...LISTENING, told: before.told } };
  if (!counts.includes(verdict)) {
    const idle = before.idle + 1;
    return { state: idle > forgottenAfter ? { ...LISTENING, told: before.told } : { ...before, idle } };
  }
  const inARow = before.inARow + 1;
  if (inARow < seconds) return { state: { inARow, idle: 0, told: before.told } };
  return { state: { ...LISTENING, told: !before.told }, news: before.told ? 'withdraw' : 'tell' };
}

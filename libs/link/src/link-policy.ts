import type { BothWays } from './direction.js';
import type { SoundClass } from './traffic-class.js';

/** What a facility may choose. Shares are of the line's capacity, rates in kbit/s. */
export interface LinkPolicy {
  /**
   * So much is used: the queue must form here and not before the line, where nothing knows classes. What comes in has passed
   * the line already, and what others send at once waits there until it has run off beside what is used.
   */
  readonly usableShare: BothWays<number>;
  /** Kept for everything else, also when video would need it. */
  readonly otherShare: number;
  readonly signalling: number;
  /** Sound that may leave twice on a lossy line. That of booths by the same rule, and after that of hearings. */
  readonly duplicate: readonly SoundClass[];
}

export const USUAL_POLICY: LinkPolicy = {
  usableShare: { up: 0.95, down: 0.85 },
  otherShare: 0.05,
  signalling: 64,
  duplicate: ['hearing-audio'],
};

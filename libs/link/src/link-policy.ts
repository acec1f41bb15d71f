import type { SoundClass } from './traffic-class.js';

/** What a facility may choose. Shares are of the line's capacity, rates in kbit/s. */
export interface LinkPolicy {
  /** So much is used: the queue must form here and not in a modem that knows no classes. */
  readonly usableShare: number;
  /** Kept for everything else, also when video would need it. */
  readonly otherShare: number;
  readonly signalling: number;
  /** Sound that may leave twice on a lossy line. That of booths by the same rule, and after that of hearings. */
  readonly duplicate: readonly SoundClass[];
}

export const USUAL_POLICY: LinkPolicy = {
  usableShare: 0.95,
  otherShare: 0.05,
  signalling: 64,
  duplicate: ['hearing-audio'],
};

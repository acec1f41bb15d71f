import { SealError } from './seal-error.js';

/** Automatic attempts per booking and device (E2EE.md §3); `asked`: a person asked for one more. */
export interface Attempts {
  readonly made: number;
  readonly asked: boolean;
}

export const MAX_AUTOMATIC_ATTEMPTS = 8;
export const NO_ATTEMPTS: Attempts = { made: 0, asked: false };

export const askAgain = (attempts: Attempts): Attempts => ({ ...attempts, asked: true });

/** Counts one more attempt, or throws SealError `too-many-attempts`. */
export function countAttempt({ made, asked }: Attempts): Attempts {
  if (made >= MAX_AUTOMATIC_ATTEMPTS && !asked) throw new SealError('too-many-attempts');
  return { made: made + 1, asked: false };
}

/** Milliseconds between two looks at what is due. */
export const TICK = 250;

/** Time for the session: milliseconds that never fall. */
export abstract class SealClock {
  abstract now(): number;
  /** Calls `wake` about every TICK milliseconds for as long as it answers true. */
  abstract everyTick(wake: () => boolean): void;
}

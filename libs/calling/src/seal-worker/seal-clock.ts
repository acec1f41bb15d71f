/** Time for the session: milliseconds that never fall. */
export abstract class SealClock {
  abstract now(): number;
  /** Calls `wake` about once a second for as long as it answers true. */
  abstract everySecond(wake: () => boolean): void;
}

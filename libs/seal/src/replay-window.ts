export const REPLAY_WINDOW = 1024;

/** Counters seen under one KID (E2EE.md §5). `take` only after the tag verified. */
export class ReplayWindow {
  /** Slot `ctr mod 1024` holds the last counter seen there. */
  readonly #seen = new Map<number, bigint>();
  #top = -1n;

  /** True when the counter may still be accepted. */
  isFresh(ctr: bigint): boolean {
    if (ctr > this.#top) return true;
    if (ctr <= this.#top - BigInt(REPLAY_WINDOW)) return false;
    return this.#seen.get(slot(ctr)) !== ctr;
  }

  /** Marks a counter as seen; false when it is a replay or too old. */
  take(ctr: bigint): boolean {
    if (!this.isFresh(ctr)) return false;
    this.#seen.set(slot(ctr), ctr);
    if (ctr > this.#top) this.#top = ctr;
    return true;
  }
}

const slot = (ctr: bigint): number => Number(ctr % BigInt(REPLAY_WINDOW));

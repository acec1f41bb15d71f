import { Pace } from '../pace.js';

/**
 * How many complaints one source may make. What is not taken now stays on the device and comes again by itself, so nothing
 * that a person said is lost; and nobody can fill the log.
 */
export class ComplaintPace {
  readonly #pace: Pace;

  /** `now`: milliseconds that never go back. */
  constructor(now: () => number) {
    this.#pace = new Pace({ atOnce: 10, everyMs: 60_000 }, now);
  }

  /** Counts one complaint if it may be taken; one that may not counts for nothing. */
  take(source: string): boolean {
    if (this.#pace.wait(source) > 0) return false;
    this.#pace.count(source);
    return true;
  }
}

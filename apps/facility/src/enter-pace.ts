import { Pace } from './pace.js';

/**
 * How fast one device can enter again and again. A bad line is never refused; who comes too often waits, so that the log
 * cannot be filled by coming and going.
 */
export class EnterPace {
  readonly #pace: Pace;

  /** `now`: milliseconds that never go back. */
  constructor(now: () => number) {
    this.#pace = new Pace({ atOnce: 12, everyMs: 5_000 }, now);
  }

  /** Counts one entry. @returns milliseconds to wait before it. */
  take(device: string): number {
    const wait = this.#pace.wait(device);
    this.#pace.count(device);
    return wait;
  }
}

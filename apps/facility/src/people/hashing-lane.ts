import { Refused } from '../hosts/refused.js';

/**
 * Comparing a password takes a tenth of a second of a thread, on purpose, and the process has four of them for
 * everything. So only so many are compared at once, and a queue has an end: whoever floods it waits with the others of
 * his lane, and calls go on.
 */
export class HashingLane {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly longest: number,
  ) {}

  /** @throws Refused `too-many-tries` when too many wait already. */
  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.atOnce) {
      if (this.#waiting.length >= this.longest) throw new Refused('too-many-tries');
      await new Promise<void>((go) => this.#waiting.push(go));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      // Whoever waits takes this place; nobody comes between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

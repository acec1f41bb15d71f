/** Complaints of one booth or account that are taken at once, and milliseconds for each further one. */
const AT_ONCE = 10;
const EVERY_MS = 60_000;

/**
 * How many complaints one source may make. What is not taken now stays on the device and comes again by itself, so nothing
 * that a person said is lost; and nobody can fill the log.
 */
export class ComplaintPace {
  /** When the bucket of a source is empty again. */
  readonly #empty = new Map<string, number>();

  /** `now`: milliseconds that never go back. */
  constructor(private readonly now: () => number) {}

  /** Counts one complaint if it may be taken; one that may not counts for nothing. */
  take(source: string): boolean {
    const now = this.now();
    for (const [other, at] of this.#empty) if (at <= now) this.#empty.delete(other);
    const empty = (this.#empty.get(source) ?? now) + EVERY_MS;
    if (empty - now > AT_ONCE * EVERY_MS) return false;
    this.#empty.set(source, empty);
    return true;
  }
}

/** Entries of one device that are let in at once, and milliseconds for each further one. */
const AT_ONCE = 12;
const EVERY_MS = 5_000;

/**
 * How fast one device can enter again and again: a bucket that empties at a steady rate. A bad line is never refused; who
 * comes too often waits, so that the log cannot be filled by coming and going.
 */
export class EnterPace {
  /** When the bucket of a device is empty again. */
  readonly #empty = new Map<string, number>();

  /** `now`: milliseconds that never go back. */
  constructor(private readonly now: () => number) {}

  /** Counts one entry. @returns milliseconds to wait before it. */
  take(device: string): number {
    const now = this.now();
    for (const [other, at] of this.#empty) if (at <= now) this.#empty.delete(other);
    const empty = Math.max(now, this.#empty.get(device) ?? now) + EVERY_MS;
    this.#empty.set(device, empty);
    return Math.max(0, empty - now - AT_ONCE * EVERY_MS);
  }
}

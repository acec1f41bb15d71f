/** So many at once, and milliseconds for each further one. */
export interface PaceLimits {
  readonly atOnce: number;
  readonly everyMs: number;
}

/** How often each source does something: a bucket that empties at a steady rate. */
export class Pace {
  /** When the bucket of a source is empty again. */
  readonly #empty = new Map<string, number>();

  /** `now`: milliseconds that never go back. */
  constructor(
    private readonly limits: PaceLimits,
    private readonly now: () => number,
  ) {}

  /** Milliseconds until one more is within the pace; 0: it is now. Counts nothing. */
  wait(source: string): number {
    const { atOnce, everyMs } = this.limits;
    return Math.max(0, this.#after(source) - this.now() - atOnce * everyMs);
  }

  count(source: string): void {
    const now = this.now();
    for (const [other, at] of this.#empty) if (at <= now) this.#empty.delete(other);
    this.#empty.set(source, this.#after(source));
  }

  /** When the bucket would be empty after one more. */
  #after(source: string): number {
    const now = this.now();
    return Math.max(now, this.#empty.get(source) ?? now) + this.limits.everyMs;
  }
}

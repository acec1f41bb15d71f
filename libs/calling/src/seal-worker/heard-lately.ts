/** Milliseconds without a frame that a party's key opened, after which nothing arrives of it. Sound has 50 a second, also when muted. */
export const SILENT_AFTER = 2_000;

/**
 * When each other party of one keyed attempt was last heard: its key opened a frame, which nobody else can bring about.
 * So a line that dies without a word of anybody is noticed at both ends. Who was never heard is not missed. Parties are
 * places of the round; times are milliseconds that never fall.
 */
export class HeardLately {
  readonly #last = new Map<number, number>();

  heard(party: number, now: number): void {
    this.#last.set(party, now);
  }

  /** The server says that it left: nothing more is waited for. */
  gone(party: number): void {
    if (this.#last.has(party)) this.#last.set(party, -Infinity);
  }

  forget(party: number): void {
    this.#last.delete(party);
  }

  /** Those who were heard, and are not any more. */
  silent(now: number): number[] {
    return [...this.#last].filter(([, at]) => now - at >= SILENT_AFTER).map(([party]) => party);
  }
}

/** Of a transfer the first second is left out: TCP begins slowly (RFC 5681), and a queue that was empty fills. */
export const BEGINNING_MS = 1000;

interface Arrival {
  readonly at: number;
  readonly bytes: number;
}

/** How fast a transfer came, as its receiver saw it: what a sender handed over may still wait in the queues of a line. */
export class ArrivalRate {
  #first: Arrival | undefined;
  #settled: Arrival | undefined;
  #last: Arrival | undefined;

  /** `at`: milliseconds of any clock that does not go back. `bytes`: of this piece. */
  took(bytes: number, at: number): void {
    const last = { at, bytes: (this.#last?.bytes ?? 0) + bytes };
    this.#last = last;
    this.#first ??= last;
    if (at - this.#first.at >= BEGINNING_MS) this.#settled ??= last;
  }

  /** Bytes that came. */
  get bytes(): number {
    return this.#last?.bytes ?? 0;
  }

  /**
   * Whole kbit/s after the beginning; of all of it, when that was over within it. Undefined while nothing can be said: a
   * single piece has no rate.
   */
  kbps(): number | undefined {
    const [last, settled] = [this.#last, this.#settled];
    if (last === undefined) return undefined;
    const from = settled === undefined || settled === last ? this.#first : settled;
    if (from === undefined || last.at <= from.at) return undefined;
    return Math.round(((last.bytes - from.bytes) * 8) / (last.at - from.at));
  }
}

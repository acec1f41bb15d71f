import type { GatewayRefusalCode } from './gateway-refusal.js';

/** What of one connection was refused: the first of a code at once, the rest once a minute. */
export class RefusalTally {
  readonly #seen = new Set<GatewayRefusalCode>();
  readonly #waiting = new Map<GatewayRefusalCode, number>();
  #last: number;
  #total = 0;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(
    private readonly report: (code: GatewayRefusalCode, count: number) => void,
    now: number,
  ) {
    this.#last = now;
  }

  get total(): number {
    return this.#total;
  }

  add(code: GatewayRefusalCode): void {
    this.#total += 1;
    if (this.#seen.has(code)) this.#waiting.set(code, (this.#waiting.get(code) ?? 0) + 1);
    else {
      this.#seen.add(code);
      this.report(code, 1);
    }
  }

  /** To be called now and then: reports what waits if a minute has passed since the last report. */
  tick(now: number): void {
    if (now - this.#last < 60_000) return;
    this.#last = now;
    this.flush();
  }

  flush(): void {
    for (const [code, count] of this.#waiting) this.report(code, count);
    this.#waiting.clear();
  }
}

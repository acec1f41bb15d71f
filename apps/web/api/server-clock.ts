/** Keeps how far this device's clock is off the server's, so that screens show the facility's time. */
export class ServerClock {
  #ahead = 0;

  constructor(readonly own: () => number = Date.now) {}

  /** `now` as the server just said it, RFC 3339. */
  learn(now: string): void {
    this.#ahead = Date.parse(now) - this.own();
  }

  now(): number {
    return this.own() + this.#ahead;
  }
}

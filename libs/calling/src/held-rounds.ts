/** Rounds as the page knows them: what it was offered, and the one that the worker holds keys or a record of. */
export class HeldRounds {
  /** All that were offered, also by a worker before this one. */
  readonly offered: string[] = [];
  #held: string | undefined;
  #tell: () => void = () => undefined;
  #known: Promise<void> = Promise.resolve();

  get held(): string | undefined {
    return this.#held;
  }

  /** Settles once the worker of now said what it holds. */
  get known(): Promise<void> {
    return this.#known;
  }

  /** Another worker, which has not said anything. */
  ask(): void {
    this.#held = undefined;
    this.#known = new Promise((resolve) => (this.#tell = resolve));
  }

  said(round: string | undefined): void {
    this.#held = round;
    this.#tell();
  }
}

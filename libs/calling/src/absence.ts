/** What of this device can be away; `sound`: nothing arrives of anybody who is here. */
export type Away = 'channel' | 'media' | 'sound';

/** Since when something of this device is away: nothing that a person says is sent until all is back. */
export class Absence {
  readonly #gone = new Set<Away>();
  #since: number | undefined;

  constructor(private readonly now: () => number) {}

  /** Milliseconds since the epoch; undefined while all is there. */
  get since(): number | undefined {
    return this.#since;
  }

  note(what: Away, gone: boolean): void {
    if (gone) this.#gone.add(what);
    else this.#gone.delete(what);
    this.#since = this.#gone.size > 0 ? (this.#since ?? this.now()) : undefined;
  }
}

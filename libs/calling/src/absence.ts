/** Since when the session channel or the media of this device are away: nothing is sent until both are back. */
export class Absence {
  readonly #gone = new Set<'channel' | 'media'>();
  #since: number | undefined;

  constructor(private readonly now: () => number) {}

  /** Milliseconds since the epoch; undefined while all is there. */
  get since(): number | undefined {
    return this.#since;
  }

  note(what: 'channel' | 'media', gone: boolean): void {
    if (gone) this.#gone.add(what);
    else this.#gone.delete(what);
    this.#since = this.#gone.size > 0 ? (this.#since ?? this.now()) : undefined;
  }
}

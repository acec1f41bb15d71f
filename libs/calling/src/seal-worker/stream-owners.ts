/**
 * Whose frames a stream carries, within one keyed attempt: the first party whose key opened one (E2EE.md §5). Feeds and
 * streams are named by the server, which may put anybody's packets into any of them; a frame of a second party in the
 * same stream is not let through, or one would be heard under the other's name.
 */
export class StreamOwners {
  readonly #owners = new Map<number, number>();

  /** `changed`: streams and their parties, the newest last. */
  constructor(private readonly changed: (owners: readonly (readonly [stream: number, party: number])[]) => void) {
    changed([]);
  }

  /** `party`: whose key opened a frame of this stream. False: the frame must be dropped. */
  admits(stream: number, party: number): boolean {
    const owner = this.#owners.get(stream);
    if (owner !== undefined) return owner === party;
    this.#owners.set(stream, party);
    this.changed([...this.#owners]);
    return true;
  }

  forget(party: number): void {
    for (const [stream, owner] of this.#owners) if (owner === party) this.#owners.delete(stream);
    this.changed([...this.#owners]);
  }
}

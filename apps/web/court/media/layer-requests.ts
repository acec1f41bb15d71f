/** As the plane takes it: which layer of which section. */
export interface LayerOfStream {
  readonly mid: string;
  readonly substream: number;
}

/** The layer in which a stream begins: the gateway asks the plane for the lowest with each that is received. */
const FIRST = 0;

/** Which layer of each picture is received; only what changes is asked for. */
export class LayerRequests {
  #wanted: ReadonlyMap<number, number> = new Map();
  #mids: ReadonlyMap<string, number> = new Map();
  readonly #asked = new Map<string, number>();

  constructor(private readonly ask: (streams: readonly LayerOfStream[]) => void) {}

  /** Layers by seat; of whom nothing is said the lowest. */
  want(layers: ReadonlyMap<number, number>): void {
    this.#wanted = layers;
    this.#tell();
  }

  /** Sections with a picture now, and whose. One that came again, or is somebody else's, is in its first layer. */
  placed(mids: ReadonlyMap<string, number>): void {
    for (const [mid, seat] of this.#mids) if (mids.get(mid) !== seat) this.#asked.delete(mid);
    this.#mids = new Map(mids);
    this.#tell();
  }

  #tell(): void {
    const changed = [...this.#mids].flatMap(([mid, seat]) => {
      const substream = this.#wanted.get(seat) ?? FIRST;
      return (this.#asked.get(mid) ?? FIRST) === substream ? [] : [{ mid, substream }];
    });
    if (changed.length === 0) return;
    for (const { mid, substream } of changed) this.#asked.set(mid, substream);
    this.ask(changed);
  }
}

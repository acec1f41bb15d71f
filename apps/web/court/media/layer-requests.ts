/** As the plane takes it: which layer of which section, and whether it is sent at all. */
export interface LayerOfStream {
  readonly mid: string;
  readonly substream?: number;
  readonly send?: boolean;
}

/** The layer in which a stream begins: the gateway asks the plane for the lowest with each that is received. */
const FIRST = 0;

/** Which layer of each picture is received, if any; only what changes is asked for. */
export class LayerRequests {
  #wanted: ReadonlyMap<number, number | undefined> = new Map();
  #mids: ReadonlyMap<string, number> = new Map();
  readonly #asked = new Map<string, number | undefined>();

  constructor(private readonly ask: (streams: readonly LayerOfStream[]) => void) {}

  /** Layers by seat, undefined: no picture; of whom nothing is said the lowest. */
  want(layers: ReadonlyMap<number, number | undefined>): void {
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
      const [before, now] = [valueOr(this.#asked, mid), valueOr(this.#wanted, seat)];
      if (before === now) return [];
      this.#asked.set(mid, now);
      return now === undefined
        ? { mid, send: false }
        : { mid, substream: now, ...(before === undefined && { send: true }) };
    });
    if (changed.length > 0) this.ask(changed);
  }
}

const valueOr = <K>(of: ReadonlyMap<K, number | undefined>, key: K): number | undefined =>
  of.has(key) ? of.get(key) : FIRST;

import { FIRST_CAP, layerFor, nextCap } from '#hearing';
import { LineSamples } from './line-sample.js';

export interface LayerDriverOptions {
  /** Heights of the pictures that are shown, in device pixels, by seat. */
  readonly tiles: () => ReadonlyMap<number, number>;
  /** Of the receiving connection; undefined while there is none. */
  readonly stats: () => Promise<ReadonlyMap<string, unknown> | undefined>;
  /** Layers by seat, from now on. */
  readonly choose: (layers: ReadonlyMap<number, number>) => void;
}

const EVERY_MS = 1_000;

/**
 * Chooses in which size each picture comes: what its tile needs, and no more than this device's line lets through beside the
 * sound. A look that fails changes nothing.
 */
export class LayerDriver {
  #cap = FIRST_CAP;
  readonly #samples = new LineSamples();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(private readonly options: LayerDriverOptions) {
    this.#timer = setInterval(() => void this.look().catch(() => undefined), EVERY_MS);
  }

  async look(): Promise<void> {
    const report = await this.options.stats();
    if (report === undefined) return;
    this.#cap = nextCap(this.#cap, this.#samples.next(report), EVERY_MS / 1000);
    const { cap } = this.#cap;
    this.options.choose(
      new Map([...this.options.tiles()].map(([seat, height]) => [seat, Math.min(cap, layerFor(height))])),
    );
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

import { FIRST_CAP, layerFor, nextCap } from '#hearing';
import type { VoiceMeasure } from '#protocol';
import { LineSamples } from './line-sample.js';
import { VoiceMeter } from './voice-meter.js';

export interface LineWatchOptions {
  /** Heights of the pictures that are shown, in device pixels, by seat. */
  readonly tiles: () => ReadonlyMap<number, number>;
  /** Of the receiving connection; undefined while there is none. */
  readonly stats: () => Promise<ReadonlyMap<string, unknown> | undefined>;
  /** Whose stream a section of that connection is. */
  readonly seats: () => ReadonlyMap<string, number>;
  /** Layers by seat, from now on. */
  readonly choose: (layers: ReadonlyMap<number, number>) => void;
  /** Whose lips and voice are seen to be apart; told when it changes. */
  readonly apart: (seats: ReadonlySet<number>) => void;
}

const EVERY_MS = 1_000;

/**
 * Looks once a second at what came over the line. It chooses in which size each picture comes: what its tile needs, and no more
 * than the line lets through beside the sound. A look that fails changes nothing.
 */
export class LineWatch {
  #cap = FIRST_CAP;
  #apart = '';
  readonly #samples = new LineSamples();
  readonly #meter = new VoiceMeter();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(private readonly options: LineWatchOptions) {
    this.#timer = setInterval(() => void this.look().catch(() => undefined), EVERY_MS);
  }

  async look(): Promise<void> {
    const report = await this.options.stats();
    if (report === undefined) return;
    this.#cap = nextCap(this.#cap, this.#samples.next(report), EVERY_MS / 1000);
    const { cap } = this.#cap;
    const layers = [...this.options.tiles()].map(([seat, height]) => [seat, Math.min(cap, layerFor(height))] as const);
    this.options.choose(new Map(layers));
    this.#meter.add(report, this.options.seats());
    const apart = this.#meter.apart();
    const key = [...apart].join();
    if (key !== this.#apart) this.options.apart(apart);
    this.#apart = key;
  }

  /** Of the voice of this seat over the last seconds. */
  measured(seat: number): VoiceMeasure | undefined {
    const measures = [...this.options.seats()].flatMap(([mid, whose]) =>
      whose === seat ? (this.#meter.measured(mid) ?? []) : [],
    );
    return measures[0];
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

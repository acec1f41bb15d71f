import { FIRST_CAP, layersFor, nextCap, SPEAKER_ONLY, type Tile } from '#hearing';
import type { CountedVoice, VoiceMeasure } from '#protocol';
import { lineSample } from './line-sample.js';
import { missingSound } from './missing-sound.js';
import { lookAgain, type StreamLooks } from './stream-looks.js';
import { VoiceMeter } from './voice-meter.js';

/** What a person is told of the own line, by seats. */
export interface LineSeen {
  /** Lips and voice are seen to be apart. */
  readonly apart: ReadonlySet<number>;
  /** Were heard to speak in the last second. */
  readonly speaking: ReadonlySet<number>;
  /** Their pictures do not come, so that their sound does. */
  readonly still: ReadonlySet<number>;
}

export const NOTHING_SEEN: LineSeen = { apart: new Set(), speaking: new Set(), still: new Set() };

export interface LineWatchOptions {
  /** Pictures that are shown, by seat. */
  readonly tiles: () => ReadonlyMap<number, Tile>;
  /** Of the receiving connection; undefined while there is none. */
  readonly stats: () => Promise<ReadonlyMap<string, unknown> | undefined>;
  /** Whose stream a section of that connection is. */
  readonly seats: () => ReadonlyMap<string, number>;
  /** Layers by seat, from now on; undefined: no picture. */
  readonly choose: (layers: ReadonlyMap<number, number | undefined>) => void;
  /** The most that the line of the building leaves to take: as the cap of `layersFor`. */
  readonly most: () => number;
  /** Told when it changes. */
  readonly seen: (line: LineSeen) => void;
  /** What is missing of others' sound, every REPORTED_EVERY looks. */
  readonly missing: (voices: readonly CountedVoice[]) => void;
}

const EVERY_MS = 1_000;
/** Each report is of the looks that are kept, so of those of the one before as well: one that is lost leaves no hole. */
const REPORTED_EVERY = 4;

/**
 * Looks once a second at what came over the line. It chooses in which size each picture comes: what its tile needs, and no more
 * than the line lets through beside the sound. A look that fails changes nothing.
 */
export class LineWatch {
  #cap = FIRST_CAP;
  #told = keyOf(NOTHING_SEEN);
  #streams: ReadonlyMap<string, StreamLooks> = new Map();
  readonly #meter = new VoiceMeter();
  #looks = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(private readonly options: LineWatchOptions) {
    this.#timer = setInterval(() => void this.look().catch(() => undefined), EVERY_MS);
  }

  async look(): Promise<void> {
    const report = await this.options.stats();
    if (report === undefined) return;
    this.#streams = lookAgain(this.#streams, report);
    this.#cap = nextCap(this.#cap, lineSample(this.#streams.values()), EVERY_MS / 1000);
    const seats = this.options.seats();
    this.#meter.add(this.#streams.values(), seats);
    this.#looks += 1;
    if (this.#looks % REPORTED_EVERY === 0) this.options.missing(missingSound(this.#streams.values(), seats));
    const most = this.options.most();
    const spoke = most > SPEAKER_ONLY ? this.#meter.lastSpeakers : [];
    const tiles = this.options.tiles();
    const layers = layersFor(Math.min(this.#cap.cap, most), tiles, spoke);
    this.options.choose(layers);
    const still = [...layers].filter(([seat, layer]) => layer === undefined && tiles.get(seat)?.height !== 0);
    this.#tell({
      apart: this.#meter.apart(),
      speaking: this.#meter.speaking,
      still: new Set(still.map(([seat]) => seat)),
    });
  }

  /** Of the voice of this seat over the last seconds. */
  measured(seat: number): VoiceMeasure | undefined {
    return this.#meter.measured(seat);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tell(line: LineSeen): void {
    const key = keyOf(line);
    if (key !== this.#told) this.options.seen(line);
    this.#told = key;
  }
}

const keyOf = ({ apart, speaking, still }: LineSeen): string =>
  [apart, speaking, still].map((seats) => [...seats].sort((a, b) => a - b).join()).join(' ');

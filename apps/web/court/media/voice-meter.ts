import { AUDIBILITY, levelOf } from '#audibility';
import type { VoiceMeasure } from '#protocol';
import { audiblyConcealed, type Counts, grownOver, type StreamLooks } from './stream-looks.js';

const { lipSync, speechDbov } = AUDIBILITY;

/** Looks that a skew is made of. */
const SKEW_LOOKS = 5;

/** Seats that are kept of those who spoke last. */
const SPOKE_KEPT = 3;

type Looks = readonly Counts[];

/** What becomes of each voice at this device, and of each face beside it, by seats. */
export class VoiceMeter {
  #voices: ReadonlyMap<number, Looks> = new Map();
  #faces: ReadonlyMap<number, Looks> = new Map();
  /** Who spoke, the latest first. */
  #spoke: readonly number[] = [];
  #speaking: ReadonlySet<number> = new Set();

  /** After each look. `seats`: whose stream a section is, by `mid`. */
  add(streams: Iterable<StreamLooks>, seats: ReadonlyMap<string, number>): void {
    const all = [...streams];
    const of = (wanted: string) =>
      new Map(
        all.flatMap(({ kind, mid, looks }): [number, Looks][] => {
          const seat = kind === wanted && mid !== undefined ? seats.get(mid) : undefined;
          return seat === undefined ? [] : [[seat, looks]];
        }),
      );
    [this.#voices, this.#faces] = [of('audio'), of('video')];
    this.#addSpeakers();
  }

  /** Of the voice of this seat; undefined before two looks. */
  measured(seat: number): VoiceMeasure | undefined {
    const looks = this.#voices.get(seat) ?? [];
    if (looks.length < 2) return undefined;
    const grown = grownOver(looks);
    return {
      seconds: looks.length - 1,
      level: loudness(grown),
      concealed: Math.min(100, Math.round((audiblyConcealed(grown) ?? 1) * 100)),
      buffer: Math.min(10_000, Math.round(delayOf(grown, 'jitterBufferDelay', 'jitterBufferEmittedCount') ?? 0)),
    };
  }

  /**
   * Milliseconds by which the sound of this seat leads its picture, negative where it trails; undefined where one of them is not
   * there. Both travel one way and arrive together, so it is what this device holds the picture back (from a frame's first packet
   * to its decoding) beyond what it holds back the sound (its jitter buffer). What sender and network do is not in it: streams
   * apart have no common clock here.
   */
  skew(seat: number): number | undefined {
    const lately = (of: ReadonlyMap<number, Looks>) => (of.get(seat) ?? []).slice(-SKEW_LOOKS);
    const [voice, face] = [lately(this.#voices), lately(this.#faces)];
    if (Math.min(voice.length, face.length) < 3) return undefined;
    const sound = delayOf(grownOver(voice), 'jitterBufferDelay', 'jitterBufferEmittedCount');
    const picture = delayOf(grownOver(face), 'totalProcessingDelay', 'framesDecoded');
    return sound === undefined || picture === undefined ? undefined : Math.round(picture - sound);
  }

  /** Seats that were heard to speak in the last second. */
  get speaking(): ReadonlySet<number> {
    return this.#speaking;
  }

  /** Seats that spoke last, the latest first. */
  get lastSpeakers(): readonly number[] {
    return this.#spoke;
  }

  /** Seats whose lips and voice are seen to be apart. */
  apart(): ReadonlySet<number> {
    return new Set(
      [...this.#voices.keys()].filter((seat) => {
        const skew = this.skew(seat) ?? 0;
        return skew > lipSync.leadMs || skew < lipSync.trailMs;
      }),
    );
  }

  #addSpeakers(): void {
    const speaking = [...this.#voices]
      .filter(([, looks]) => looks.length > 1 && loudness(grownOver(looks.slice(-2))) >= speechDbov)
      .map(([seat]) => seat);
    this.#speaking = new Set(speaking);
    const before = this.#spoke.filter((seat) => !this.#speaking.has(seat) && this.#voices.has(seat));
    this.#spoke = [...speaking, ...before].slice(0, SPOKE_KEPT);
  }
}

/** Milliseconds of a sum of seconds over what was counted with it; undefined where nothing was. */
const delayOf = (grown: Counts, seconds: keyof Counts, count: keyof Counts): number | undefined =>
  grown[count] > 0 ? (grown[seconds] / grown[count]) * 1000 : undefined;

const loudness = ({ totalAudioEnergy, totalSamplesDuration }: Counts): number =>
  levelOf(totalAudioEnergy, totalSamplesDuration);

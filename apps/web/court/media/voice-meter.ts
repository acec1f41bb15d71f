import type { VoiceMeasure } from '#protocol';

/** Of `RTCInboundRtpStreamStats` (W3C webrtc-stats): each counts from the stream's beginning. */
const COUNTED = [
  'totalAudioEnergy',
  'totalSamplesDuration',
  'totalSamplesReceived',
  'concealedSamples',
  'silentConcealedSamples',
  'jitterBufferDelay',
  'jitterBufferEmittedCount',
] as const;
type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;
interface Inbound extends Counts {
  readonly type: string;
  readonly kind: string;
  readonly mid: string;
  /** Of the frame that is played now, by the sender's clock; milliseconds. */
  readonly estimatedPlayoutTimestamp?: number;
}

/** Looks that a measure is made of, one a second. */
const KEPT = 10;

/**
 * How far sound may lead or trail its picture, in milliseconds (ITU-R BT.1359-1, limits of acceptability): beyond them lips and
 * voice are seen to be apart.
 */
const SKEW = { lead: 90, trail: -185 };

/** dBov over a second from which on somebody is heard to speak; how many who spoke last are kept. */
const SPEECH = { level: -45, kept: 3 };

/** What becomes of each voice at this device, and of each face beside it. Streams are named by the `mid` of their section. */
export class VoiceMeter {
  readonly #looks = new Map<string, Counts[]>();
  readonly #skews = new Map<number, number[]>();
  /** Who spoke, the latest first. */
  #spoke: readonly number[] = [];
  #speaking: ReadonlySet<number> = new Set();

  /** One look at the connection's statistics. `seats`: whose stream a section is. */
  add(report: ReadonlyMap<string, unknown>, seats: ReadonlyMap<string, number>): void {
    const streams = ([...report.values()] as Inbound[]).filter(({ type }) => type === 'inbound-rtp');
    const voices = streams.filter(({ kind }) => kind === 'audio');
    const there = new Set(voices.map(({ mid }) => mid));
    for (const mid of this.#looks.keys()) if (!there.has(mid)) this.#looks.delete(mid);
    for (const voice of voices) {
      const counts = Object.fromEntries(COUNTED.map((name) => [name, voice[name] ?? 0])) as unknown as Counts;
      const before = this.#looks.get(voice.mid) ?? [];
      const reset = (before.at(-1)?.totalSamplesReceived ?? 0) > counts.totalSamplesReceived;
      this.#looks.set(voice.mid, [...(reset ? [] : before), counts].slice(-KEPT - 1));
    }
    this.#addSkews(streams, seats);
    this.#addSpeakers(seats);
  }

  /** Of the voice in this section; undefined before two looks. */
  measured(mid: string): VoiceMeasure | undefined {
    const looks = this.#looks.get(mid) ?? [];
    const [first, last] = [looks[0], looks.at(-1)];
    if (first === undefined || last === undefined || looks.length < 2) return undefined;
    const grown = (name: keyof Counts) => last[name] - first[name];
    const played = grown('totalSamplesReceived');
    const audibly = Math.max(0, grown('concealedSamples') - grown('silentConcealedSamples'));
    return {
      seconds: looks.length - 1,
      level: levelOf(grown('totalAudioEnergy'), grown('totalSamplesDuration')),
      concealed: played > 0 ? Math.min(100, Math.round((audibly / played) * 100)) : 100,
      buffer: Math.min(10_000, bufferOf(grown('jitterBufferDelay'), grown('jitterBufferEmittedCount'))),
    };
  }

  /** Milliseconds by which the sound of this seat leads its picture, negative where it trails; undefined where unknown. */
  skew(seat: number): number | undefined {
    const sorted = (this.#skews.get(seat) ?? []).toSorted((a, b) => a - b);
    return sorted.length < 3 ? undefined : sorted[Math.floor(sorted.length / 2)];
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
      [...this.#skews.keys()].filter((seat) => {
        const skew = this.skew(seat) ?? 0;
        return skew > SKEW.lead || skew < SKEW.trail;
      }),
    );
  }

  #addSpeakers(seats: ReadonlyMap<string, number>): void {
    const speaking = [...this.#looks].flatMap(([mid, looks]) => {
      const [before, now] = looks.slice(-2);
      const seat = seats.get(mid);
      if (seat === undefined || before === undefined || now === undefined) return [];
      const [energy, seconds] = (['totalAudioEnergy', 'totalSamplesDuration'] as const).map(
        (name) => now[name] - before[name],
      );
      return levelOf(energy as number, seconds as number) >= SPEECH.level ? [seat] : [];
    });
    this.#speaking = new Set(speaking);
    const there = new Set(seats.values());
    const before = this.#spoke.filter((seat) => !this.#speaking.has(seat) && there.has(seat));
    this.#spoke = [...speaking, ...before].slice(0, SPEECH.kept);
  }

  #addSkews(streams: readonly Inbound[], seats: ReadonlyMap<string, number>): void {
    const shown = new Map<number, { audio?: number; video?: number }>();
    for (const { mid, kind, estimatedPlayoutTimestamp: at } of streams) {
      const seat = seats.get(mid);
      if (seat === undefined || at === undefined || at <= 0) continue;
      shown.set(seat, { ...shown.get(seat), [kind]: at });
    }
    for (const seat of this.#skews.keys()) if (!shown.has(seat)) this.#skews.delete(seat);
    for (const [seat, { audio, video }] of shown) {
      if (audio === undefined || video === undefined) this.#skews.delete(seat);
      else this.#skews.set(seat, [...(this.#skews.get(seat) ?? []), audio - video].slice(-5));
    }
  }
}

/** `totalAudioEnergy` is the sum of squares of the full scale over time: its root mean square in dBov. */
function levelOf(energy: number, seconds: number): number {
  if (energy <= 0 || seconds <= 0) return -127;
  return Math.max(-127, Math.min(0, Math.round(10 * Math.log10(energy / seconds))));
}

const bufferOf = (delay: number, emitted: number): number => (emitted > 0 ? Math.round((delay / emitted) * 1000) : 0);

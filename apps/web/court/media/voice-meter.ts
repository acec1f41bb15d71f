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
  'totalProcessingDelay',
  'framesDecoded',
] as const;
type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;
interface Inbound extends Counts {
  readonly type: string;
  readonly kind: string;
  readonly mid: string;
}

/** Looks that a measure is made of, one a second. */
const KEPT = 10;

/**
 * How far sound may lead or trail its picture, in milliseconds (ITU-R BT.1359-1, limits of acceptability): beyond them lips and
 * voice are seen to be apart. `looks`: that a skew is made of.
 */
const SKEW = { lead: 90, trail: -185, looks: 5 };

/** dBov over a second from which on somebody is heard to speak; how many who spoke last are kept. */
const SPEECH = { level: -45, kept: 3 };

/** What becomes of each voice at this device, and of each face beside it. Streams are named by the `mid` of their section. */
export class VoiceMeter {
  readonly #voices = new Map<string, Counts[]>();
  readonly #faces = new Map<string, Counts[]>();
  /** Who spoke, the latest first. */
  #spoke: readonly number[] = [];
  #speaking: ReadonlySet<number> = new Set();
  #seats: ReadonlyMap<string, number> = new Map();

  /** One look at the connection's statistics. `seats`: whose stream a section is. */
  add(report: ReadonlyMap<string, unknown>, seats: ReadonlyMap<string, number>): void {
    const streams = ([...report.values()] as Inbound[]).filter(({ type }) => type === 'inbound-rtp');
    const of = (wanted: string) => streams.filter(({ kind }) => kind === wanted);
    keepLooks(this.#voices, of('audio'));
    keepLooks(this.#faces, of('video'));
    this.#seats = seats;
    this.#addSpeakers(seats);
  }

  /** Of the voice in this section; undefined before two looks. */
  measured(mid: string): VoiceMeasure | undefined {
    const looks = this.#voices.get(mid) ?? [];
    const [first, last] = [looks[0], looks.at(-1)];
    if (first === undefined || last === undefined || looks.length < 2) return undefined;
    const grown = (name: keyof Counts) => last[name] - first[name];
    const played = grown('totalSamplesReceived');
    const audibly = Math.max(0, grown('concealedSamples') - grown('silentConcealedSamples'));
    return {
      seconds: looks.length - 1,
      level: levelOf(grown('totalAudioEnergy'), grown('totalSamplesDuration')),
      concealed: played > 0 ? Math.min(100, Math.round((audibly / played) * 100)) : 100,
      buffer: Math.min(10_000, Math.round(delayOf(looks, 'jitterBufferDelay', 'jitterBufferEmittedCount') ?? 0)),
    };
  }

  /**
   * Milliseconds by which the sound of this seat leads its picture, negative where it trails; undefined where one of them is not
   * there. Both travel one way and arrive together, so it is what this device holds the picture back (from a frame's first packet
   * to its decoding) beyond what it holds back the sound (its jitter buffer). What sender and network do is not in it: streams
   * apart have no common clock here.
   */
  skew(seat: number): number | undefined {
    const of = (looks: ReadonlyMap<string, Counts[]>) =>
      [...looks].find(([mid]) => this.#seats.get(mid) === seat)?.[1].slice(-SKEW.looks) ?? [];
    const [voice, face] = [of(this.#voices), of(this.#faces)];
    if (Math.min(voice.length, face.length) < 3) return undefined;
    const sound = delayOf(voice, 'jitterBufferDelay', 'jitterBufferEmittedCount');
    const picture = delayOf(face, 'totalProcessingDelay', 'framesDecoded');
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
      [...this.#seats.values()].filter((seat) => {
        const skew = this.skew(seat) ?? 0;
        return skew > SKEW.lead || skew < SKEW.trail;
      }),
    );
  }

  #addSpeakers(seats: ReadonlyMap<string, number>): void {
    const speaking = [...this.#voices].flatMap(([mid, looks]) => {
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
}

/** The last looks at each of these streams; a counter that decreased was reset, and what was before is forgotten. */
function keepLooks(looks: Map<string, Counts[]>, streams: readonly Inbound[]): void {
  const there = new Set(streams.map(({ mid }) => mid));
  for (const mid of looks.keys()) if (!there.has(mid)) looks.delete(mid);
  for (const stream of streams) {
    const counts = Object.fromEntries(COUNTED.map((name) => [name, stream[name] ?? 0])) as unknown as Counts;
    const before = looks.get(stream.mid) ?? [];
    const last = before.at(-1);
    const reset = last !== undefined && COUNTED.some((name) => counts[name] < last[name]);
    looks.set(stream.mid, [...(reset ? [] : before), counts].slice(-KEPT - 1));
  }
}

/** Milliseconds of a sum of seconds over what was counted with it; undefined where nothing was. */
function delayOf(looks: readonly Counts[], seconds: keyof Counts, count: keyof Counts): number | undefined {
  const [first, last] = [looks[0] as Counts, looks.at(-1) as Counts];
  const counted = last[count] - first[count];
  return counted > 0 ? ((last[seconds] - first[seconds]) / counted) * 1000 : undefined;
}

/** `totalAudioEnergy` is the sum of squares of the full scale over time: its root mean square in dBov. */
function levelOf(energy: number, seconds: number): number {
  if (energy <= 0 || seconds <= 0) return -127;
  return Math.max(-127, Math.min(0, Math.round(10 * Math.log10(energy / seconds))));
}

import type { LineSample } from '#hearing';

/** Of `RTCInboundRtpStreamStats` (W3C webrtc-stats); each counts from the stream's beginning. */
const COUNTED = [
  'packetsLost',
  'packetsReceived',
  'concealedSamples',
  'silentConcealedSamples',
  'totalSamplesReceived',
] as const;
type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;
interface Inbound extends Counts {
  readonly kind: string;
}

const NOTHING: Counts = {
  packetsLost: 0,
  packetsReceived: 0,
  concealedSamples: 0,
  silentConcealedSamples: 0,
  totalSamplesReceived: 0,
};

/** What came over a connection between two looks at its statistics. */
export class LineSamples {
  #before = new Map<string, Inbound>();

  /** Since the former look; at the first one of a stream, since its beginning. */
  next(report: ReadonlyMap<string, unknown>): LineSample {
    const now = new Map<string, Inbound>();
    for (const [id, one] of report) {
      const stats = one as Partial<Inbound> & { type?: string };
      if (stats.type === 'inbound-rtp') now.set(id, { ...NOTHING, ...stats } as Inbound);
    }
    const grown = [...now].map(([id, one]) => ({ kind: one.kind, ...since(one, this.#before.get(id) ?? NOTHING) }));
    this.#before = now;
    const voices = grown.filter(({ kind }) => kind === 'audio');
    const pictures = grown.filter(({ kind }) => kind === 'video');
    const lost = sum(pictures.map(({ packetsLost }) => packetsLost));
    return {
      concealed: Math.max(0, ...voices.map(audiblyConcealed)),
      pictureLoss: part(lost, lost + sum(pictures.map(({ packetsReceived }) => packetsReceived))),
    };
  }
}

/** A counter that decreased was reset: what it shows came since then. */
const since = (now: Counts, before: Counts): Counts =>
  Object.fromEntries(
    COUNTED.map((name) => [name, now[name] >= before[name] ? now[name] - before[name] : now[name]]),
  ) as Record<(typeof COUNTED)[number], number>;

/** RFC 7294 counts concealment; that of silence is not heard. */
const audiblyConcealed = ({ concealedSamples, silentConcealedSamples, totalSamplesReceived }: Counts): number =>
  part(Math.max(0, concealedSamples - silentConcealedSamples), totalSamplesReceived);

const part = (of: number, whole: number): number => (whole > 0 ? of / whole : 0);
const sum = (values: readonly number[]): number => values.reduce((so, one) => so + one, 0);

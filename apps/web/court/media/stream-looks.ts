/** Of `RTCInboundRtpStreamStats` (W3C webrtc-stats): each counts from the stream's beginning. */
const COUNTED = [
  'packetsLost',
  'packetsReceived',
  'nackCount',
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
export type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;

/** One stream that comes in: whose section it is, and the last looks at it, at most eleven, the newest last. */
export interface StreamLooks {
  readonly kind: string;
  readonly mid: string | undefined;
  readonly looks: readonly Counts[];
}

/** Intervals between looks that are kept, one a second. */
const KEPT = 10;
const NOTHING = Object.fromEntries(COUNTED.map((name) => [name, 0])) as unknown as Counts;

type Inbound = Counts & { readonly type: string; readonly kind: string; readonly mid?: string };

/** The streams that come in over a connection, by the id of their report, after one more look at its statistics. */
export function lookAgain(
  before: ReadonlyMap<string, StreamLooks>,
  report: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, StreamLooks> {
  const inbound = ([...report] as [string, Inbound][]).filter(([, { type }]) => type === 'inbound-rtp');
  return new Map(
    inbound.map(([id, stats]) => {
      const now = Object.fromEntries(COUNTED.map((name) => [name, stats[name] ?? 0])) as unknown as Counts;
      const looks = before.get(id)?.looks ?? [];
      const kept = wasReset(looks.at(-1), now) ? [] : looks;
      return [id, { kind: stats.kind, mid: stats.mid, looks: [...kept, now].slice(-KEPT - 1) }];
    }),
  );
}

/** A counter that decreased was reset; it did not wrap. Losses may decrease: what was sent again has come (RFC 3550 §6.4.1). */
const wasReset = (last: Counts | undefined, now: Counts): boolean =>
  last !== undefined && COUNTED.some((name) => name !== 'packetsLost' && now[name] < last[name]);

/** What was counted over these looks; over a single one, since the stream's beginning. */
export function grownOver(looks: readonly Counts[]): Counts {
  const [first, last] = [looks.length > 1 ? (looks[0] as Counts) : NOTHING, looks.at(-1) ?? NOTHING];
  return Object.fromEntries(COUNTED.map((name) => [name, last[name] - first[name]])) as unknown as Counts;
}

/** Concealed samples that were not silence, of all that were played, 0 to 1 (RFC 7294); undefined where nothing was played. */
export const audiblyConcealed = ({ concealedSamples, silentConcealedSamples, totalSamplesReceived }: Counts) =>
  totalSamplesReceived > 0 ? Math.max(0, concealedSamples - silentConcealedSamples) / totalSamplesReceived : undefined;

import { AUDIBILITY } from './audibility-constants.js';
import { levelOf } from './levels.js';
import type { Flaw, HeardSecond, PageSecond } from './raw-second.js';

/** Counters of one speaker's sound at a listener since its stream began, named as in W3C webrtc-stats (`inbound-rtp`). */
export interface HeardCounters {
  readonly packetsReceived: number;
  readonly totalSamplesReceived: number;
  readonly concealedSamples: number;
  readonly silentConcealedSamples: number;
  readonly jitterBufferDelay: number;
  readonly jitterBufferEmittedCount: number;
  readonly totalAudioEnergy: number;
  readonly totalSamplesDuration: number;
}

/** One look of a page at its statistics; every figure is finite and not negative. */
export interface PageSample {
  /** Counts the looks of this page. */
  readonly seq: number;
  /** Milliseconds of a clock that only runs forward (`performance.now()`). */
  readonly at: number;
  /** `media-source` of the own microphone; null while nothing is captured. */
  readonly source: { readonly totalAudioEnergy: number; readonly totalSamplesDuration: number } | null;
  /** `currentRoundTripTime` to the plane, seconds. */
  readonly roundTrip: number | null;
  readonly output: PageSecond['output'];
  /** `totalSamplesDuration` of `media-playout`, seconds. */
  readonly playout: number | null;
  /** By the speaker's seat. */
  readonly heard: ReadonlyMap<number, HeardCounters & { readonly element: HeardSecond['element'] }>;
}

/** `offset`: what leads from the page's clock to ours, by the report that came fastest. */
export interface PageState {
  readonly sample: PageSample;
  readonly offset: number;
}

/** `moment`: when the look was taken, by our clock. With a flaw there is nothing else of this second. */
export type PageStep = { readonly state: PageState; readonly moment: number } & (
  | { readonly flaw: Flaw }
  | { readonly page: PageSecond; readonly heard: ReadonlyMap<number, HeardSecond | Flaw> }
);

/**
 * The second between two looks of a page. `before`: of the same page, one that was loaded again begins anew. `receivedAt`: when
 * this look came, milliseconds of our own forward clock.
 */
export function pageStep(before: PageState | undefined, sample: PageSample, receivedAt: number): PageStep {
  const late = receivedAt - sample.at;
  const flaw = before === undefined ? 'gap' : flawOf(before, sample, late);
  // A clock that stood still while its device slept is set anew.
  const offset = before === undefined || flaw === 'clock' ? late : Math.min(before.offset, late);
  const step = { state: { sample, offset }, moment: sample.at + offset };
  if (before === undefined) return { ...step, flaw: 'gap' };
  // What came twice, or from before, is no newer state.
  if (flaw === 'repeated') return { state: before, moment: step.moment, flaw };
  if (flaw !== undefined) return { ...step, flaw };
  const then = before.sample;
  const heard = [...sample.heard].map(([seat, now]) => [seat, heardSecond(then.heard.get(seat), now)] as const);
  return { ...step, page: pageSecond(then, sample), heard: new Map(heard) };
}

function flawOf({ sample: then, offset }: PageState, now: PageSample, late: number): Flaw | undefined {
  const { leastMs, mostMs, lateMs, aheadMs } = AUDIBILITY.tick;
  if (now.seq <= then.seq || now.at === then.at) return 'repeated';
  if (late < offset - aheadMs || late > offset + lateMs) return 'clock';
  if (now.seq > then.seq + 1) return 'gap';
  if (now.at - then.at < leastMs || now.at - then.at > mostMs) return 'clock';
  const own = (['totalAudioEnergy', 'totalSamplesDuration'] as const).some(
    (name) => now.source !== null && then.source !== null && now.source[name] < then.source[name],
  );
  return own || (now.playout ?? Infinity) < (then.playout ?? 0) ? 'reset' : undefined;
}

function pageSecond(then: PageSample, { source, roundTrip, output, playout }: PageSample): PageSecond {
  const from = then.source ?? { totalAudioEnergy: 0, totalSamplesDuration: 0 };
  return {
    level:
      source &&
      levelOf(source.totalAudioEnergy - from.totalAudioEnergy, source.totalSamplesDuration - from.totalSamplesDuration),
    rtt: roundTrip === null ? null : asMs(roundTrip * 1000),
    output,
    playout: playout === null || then.playout === null ? null : asMs((playout - then.playout) * 1000),
  };
}

const COUNTED = [
  'packetsReceived',
  'totalSamplesReceived',
  'concealedSamples',
  'silentConcealedSamples',
  'jitterBufferDelay',
  'jitterBufferEmittedCount',
  'totalAudioEnergy',
  'totalSamplesDuration',
] as const satisfies readonly (keyof HeardCounters)[];

/** Opus counts 48 samples in a millisecond, whatever it was recorded with (RFC 7587 §4.1). */
const SAMPLES_PER_MS = 48;

/**
 * A counter that decreased was reset; it did not wrap. A stream that was taken for playing counts on as long as it is played,
 * concealed or not, and its packets as long as they come: if nothing at all moved, nobody looked again.
 */
function heardSecond(
  then: HeardCounters | undefined,
  now: HeardCounters & { readonly element: HeardSecond['element'] },
): HeardSecond | Flaw {
  if (then === undefined || COUNTED.some((name) => now[name] < then[name])) return 'reset';
  if (now.totalSamplesReceived > 0 && COUNTED.every((name) => now[name] === then[name])) return 'repeated';
  const grown = (name: (typeof COUNTED)[number]): number => now[name] - then[name];
  const emitted = grown('jitterBufferEmittedCount');
  return {
    received: atMost(100_000, grown('packetsReceived')),
    played: asMs(grown('totalSamplesReceived') / SAMPLES_PER_MS),
    concealed: asMs(grown('concealedSamples') / SAMPLES_PER_MS),
    silent: asMs(grown('silentConcealedSamples') / SAMPLES_PER_MS),
    buffer: emitted > 0 ? asMs((grown('jitterBufferDelay') / emitted) * 1000) : null,
    level: levelOf(grown('totalAudioEnergy'), grown('totalSamplesDuration')),
    element: now.element,
  };
}

/** Whole, and no more than `HeardSecond` can hold: a page may send any figure, and what is too large stays impossible. */
const atMost = (most: number, value: number): number => Math.min(most, Math.max(0, Math.round(value)));
const asMs = (value: number): number => atMost(60_000, value);

import { AUDIBILITY } from './audibility-constants.js';
import {
  type Flaw,
  type HeardSecond,
  type PageSecond,
  pairKey,
  type PairSecond,
  type RawSecond,
} from './raw-second.js';

/** How loud a speaker was: by the own page, and at the plane. Undefined: not told. */
interface Loudness {
  readonly page: number | undefined;
  readonly plane: number | undefined;
}

/** What the listener's browser reported to the plane over some seconds, and what its page claimed of the same seconds. */
export interface CoveringReport {
  readonly seconds: number;
  readonly received: number;
  readonly lost: number;
  readonly forwarded: number;
  /** `seconds`: of how many of them. */
  readonly claimed: Pick<HeardSecond, 'received' | 'played' | 'concealed'> & { readonly seconds: number };
}

/** All that a verdict on one pair in one second is made of. */
export interface Evidence {
  readonly source: Loudness;
  readonly sourceBefore: Loudness;
  readonly speakerRtt: number | undefined;
  readonly listener: PageSecond | Flaw | undefined;
  readonly heard: HeardSecond | Flaw | undefined;
  readonly forwarded: number | undefined;
  /** In this second and those shortly before; undefined unless all of them were counted. */
  readonly forwardedLately: number | undefined;
  readonly report: CoveringReport | undefined;
}

/** The evidence on a pair in the second `at`. Seconds after it matter only for a receiver report that covers it. */
export function evidenceOn(seconds: readonly RawSecond[], at: number, pair: PairSecond): Evidence {
  const key = pairKey(pair);
  const seats = seconds[at]?.seats;
  const speaker = seats?.get(pair.speaker)?.page;
  return {
    source: loudnessAt(seconds[at], pair.speaker),
    sourceBefore: loudnessAt(seconds[at - 1], pair.speaker),
    speakerRtt: typeof speaker === 'object' ? (speaker.rtt ?? undefined) : undefined,
    listener: seats?.get(pair.listener)?.page,
    heard: pair.heard,
    forwarded: pair.plane?.forwarded,
    forwardedLately: forwardedLately(seconds, at, key),
    report: coveringReport(seconds, at, key),
  };
}

function loudnessAt(second: RawSecond | undefined, seat: number): Loudness {
  const told = second?.seats.get(seat);
  const page = typeof told?.page === 'object' ? (told.page.level ?? SILENCE) : undefined;
  return { page, plane: told?.level };
}

const SILENCE = -127;

function forwardedLately(seconds: readonly RawSecond[], at: number, key: string): number | undefined {
  const lately = seconds.slice(Math.max(0, at + 1 - AUDIBILITY.latelySeconds), at + 1);
  const counted = lately.flatMap(({ pairs }) => pairs.get(key)?.plane?.forwarded ?? []);
  return counted.length === AUDIBILITY.latelySeconds ? sum(counted) : undefined;
}

function coveringReport(seconds: readonly RawSecond[], at: number, key: string): CoveringReport | undefined {
  for (let came = at; came < Math.min(seconds.length, at + AUDIBILITY.report.mostSeconds); came++) {
    const report = seconds[came]?.pairs.get(key)?.plane?.report;
    if (report === undefined) continue;
    const covered = seconds.slice(Math.max(0, came + 1 - report.over), came + 1);
    if (came - report.over >= at || covered.length < report.over) return undefined;
    const pairs = covered.map(({ pairs }) => pairs.get(key));
    const claims = pairs.map((pair) => pair?.heard).filter((heard) => typeof heard === 'object');
    return {
      seconds: report.over,
      received: report.received,
      lost: report.lost,
      forwarded: sum(pairs.map((pair) => pair?.plane?.forwarded ?? 0)),
      claimed: {
        seconds: claims.length,
        received: sum(claims.map(({ received }) => received)),
        played: sum(claims.map(({ played }) => played)),
        concealed: sum(claims.map(({ concealed }) => concealed)),
      },
    };
  }
  return undefined;
}

const sum = (values: readonly number[]): number => values.reduce((so, one) => so + one, 0);

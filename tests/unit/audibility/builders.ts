import {
  type Evidence,
  type HeardSecond,
  type PageSecond,
  pairKey,
  type PairSecond,
  type RawSecond,
  type SeatSecond,
} from '#audibility';

export const page = (changed: Partial<PageSecond> = {}): PageSecond => ({
  level: -28,
  rtt: 40,
  output: 'there',
  playout: 1000,
  ...changed,
});

/** A second of speech, whole. */
export const heard = (changed: Partial<HeardSecond> = {}): HeardSecond => ({
  received: 50,
  played: 1000,
  concealed: 0,
  silent: 0,
  buffer: 40,
  level: -29,
  element: 'on',
  ...changed,
});

/** Both witnesses say the same of a second of speech: HEARD. */
export const evidence = (changed: Partial<Evidence> = {}): Evidence => ({
  source: { page: -28, plane: -25 },
  sourceBefore: { page: -28, plane: -25 },
  speakerRtt: 40,
  listener: page(),
  heard: heard(),
  forwarded: 50,
  forwardedLately: 250,
  report: undefined,
  ...changed,
});

export function rawSecond(seats: readonly SeatSecond[], pairs: readonly PairSecond[]): RawSecond {
  return {
    seats: new Map(seats.map((one) => [one.seat, one])),
    pairs: new Map(pairs.map((one) => [pairKey(one), one])),
  };
}

/** Seat 0 speaks to seat 1. */
export const PAIR = { speaker: 0, listener: 1 } as const;

/** A second of it; `undefined` takes a part away. */
export function talk(
  changed: {
    heard?: PairSecond['heard'];
    plane?: PairSecond['plane'];
    speaker?: SeatSecond['page'];
    listener?: SeatSecond['page'];
    level?: number;
  } = {},
): RawSecond {
  const { level, ...all } = {
    ...{ heard: heard(), plane: { forwarded: 50 }, speaker: page(), listener: page({ level: -127 }), level: -25 },
    ...changed,
  };
  const { heard: claim, plane, speaker, listener } = all;
  return rawSecond(
    [
      { seat: 0, ...(speaker !== undefined && { page: speaker }), ...(level !== undefined && { level }) },
      { seat: 1, ...(listener !== undefined && { page: listener }) },
    ],
    [{ ...PAIR, ...(claim !== undefined && { heard: claim }), ...(plane !== undefined && { plane }) }],
  );
}

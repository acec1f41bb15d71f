import * as z from 'zod/mini';

const ms = z.int().check(z.gte(0), z.lte(60_000));
const packets = z.int().check(z.gte(0), z.lte(100_000));
/** Over the second; 0 is the loudest, -127 silence (RFC 6464). */
const dbov = z.int().check(z.gte(-127), z.lte(0));
const seat = z.int().check(z.gte(0), z.lte(63));

/**
 * Why what a page sent is of no second: the same counters again; counters that decreased or began; a report before it is missing;
 * its clock did not move by a second.
 */
export const Flaw = z.enum(['repeated', 'reset', 'gap', 'clock']);
export type Flaw = z.infer<typeof Flaw>;

/** What a page says of its own device. */
export const PageSecond = z.strictObject({
  /** Of the own microphone; null: nothing is captured. */
  level: z.nullable(dbov),
  /** To the plane and back. */
  rtt: z.nullable(ms),
  output: z.enum(['there', 'gone']),
  /** Sound that went to the output device; null where the browser does not count it. */
  playout: z.nullable(ms),
});
export type PageSecond = z.infer<typeof PageSecond>;

/** What a listener's page says of one speaker's sound. */
export const HeardSecond = z.strictObject({
  received: packets,
  /** Taken for playing, concealment included. */
  played: ms,
  concealed: ms,
  /** Of `concealed`: filled with silence. */
  silent: ms,
  /** Jitter buffer; null when nothing came out of it. */
  buffer: z.nullable(ms),
  level: dbov,
  element: z.enum(['on', 'muted', 'volume-0', 'paused', 'absent']),
});
export type HeardSecond = z.infer<typeof HeardSecond>;

/** What the plane counted for one listener of one speaker. `report`: came in this second, and is of the last `over` of them. */
export const PlaneSecond = z.strictObject({
  forwarded: packets,
  report: z.optional(z.strictObject({ over: z.int().check(z.gte(1), z.lte(10)), received: packets, lost: packets })),
});
export type PlaneSecond = z.infer<typeof PlaneSecond>;

/** `level`: the loudest that the plane read of this seat's sound in the second. */
export const SeatSecond = z.strictObject({
  seat,
  page: z.optional(z.union([PageSecond, Flaw])),
  level: z.optional(dbov),
});
export type SeatSecond = z.infer<typeof SeatSecond>;

export const PairSecond = z.strictObject({
  speaker: seat,
  listener: seat,
  heard: z.optional(z.union([HeardSecond, Flaw])),
  plane: z.optional(PlaneSecond),
});
export type PairSecond = z.infer<typeof PairSecond>;

/** One second of a hearing as both witnesses tell it. A pair that must not hear each other is not in it. */
export interface RawSecond {
  readonly seats: ReadonlyMap<number, SeatSecond>;
  /** By `pairKey`. */
  readonly pairs: ReadonlyMap<string, PairSecond>;
}

export const pairKey = ({ speaker, listener }: Pick<PairSecond, 'speaker' | 'listener'>): string =>
  `${speaker}>${listener}`;

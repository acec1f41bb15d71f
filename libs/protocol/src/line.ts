import * as z from 'zod/mini';
import { BookingWish, BoothSlot } from './booking.js';
import { Id128, Instant } from './ids.js';

/** POST /api/desk/line/check: a booking as it would be saved. `booking`: the one that is changed. */
export const LineWish = z.strictObject({ wish: BookingWish, booking: z.optional(Id128) });
export type LineWish = z.infer<typeof LineWish>;

/**
 * What the line of the building does for it. `fits`: with picture, or without if it is wished so; `smaller`: so as well, and
 * somebody's pictures get smaller or fewer; `sound-only`: it has room for the sound alone; `another-time`: not even for that. `unknown`: nobody has
 * said what the line carries.
 */
export const LineAnswer = z.enum(['fits', 'smaller', 'sound-only', 'another-time', 'unknown']);
export type LineAnswer = z.infer<typeof LineAnswer>;

/** `slots`: times near it at which the line carries all of it, and booth and people are free. */
export const LineCheck = z.object({ answer: LineAnswer, slots: z.array(BoothSlot) });
export type LineCheck = z.infer<typeof LineCheck>;

/**
 * GET /api/desk/line: how many booth sessions with picture could begin now beside those that run or are booked for now.
 * `atLeast`: more may be, they were not counted on. Absent: nobody has said what the line carries.
 */
export const LineNow = z.object({ more: z.optional(z.int()), atLeast: z.optional(z.literal(true)) });
export type LineNow = z.infer<typeof LineNow>;

/** Out of the building, and into it. */
export const LineDirection = z.enum(['up', 'down']);
export type LineDirection = z.infer<typeof LineDirection>;

/** What goes over the line, first what it is given to first. `signalling`: pages, WebSocket, STUN, DTLS, RTCP. */
export const LineClass = z.enum([
  'hearing-audio',
  'booth-audio',
  'signalling',
  'hearing-video',
  'booth-video',
  'other',
  'bulk',
]);
export type LineClass = z.infer<typeof LineClass>;

/** What gives way on a line, in this order and never in another one. Sound is not among it. */
export const GivingWay = z.enum([
  'viewers-without-video',
  'booth-video-small',
  'hearing-without-high-layer',
  'booth-video-off',
  'hearing-video-small',
  'speaker-only',
]);
export type GivingWay = z.infer<typeof GivingWay>;

/** What gave way, and what happens after all of it has. */
export const LineStepCode = z.enum([
  ...GivingWay.options,
  'video-has-the-rest',
  'sound-at-lower-rate',
  'sound-does-not-fit',
]);
export type LineStepCode = z.infer<typeof LineStepCode>;

/** From when to when something gave way; without `to` it lasts. Without a direction: both. */
export const LineStep = z.object({
  code: LineStepCode,
  direction: z.optional(LineDirection),
  from: Instant,
  to: z.optional(Instant),
});
export type LineStep = z.infer<typeof LineStep>;

/**
 * What one class has, kbit/s at least and at most. `now`, `dropped`: kbit/s that it had lately, and packets of it that found
 * no place; absent where nobody counts.
 */
const LineClassFigures = z.object({
  name: LineClass,
  guaranteed: z.int(),
  ceiling: z.int(),
  now: z.optional(z.int()),
  dropped: z.optional(z.int()),
});

/** One direction: kbit/s that the line carries, how much of it is planned with, and what each class has. */
export const LineWay = z.object({
  direction: LineDirection,
  carries: z.int(),
  /** Set by whoever runs the machine, or what nine of ten recent tests reached. */
  from: z.enum(['configured', 'recent']),
  usable: z.int(),
  classes: z.optional(z.array(LineClassFigures)),
  /** The most that went over it since the facility's start, kbit/s. */
  most: z.optional(z.object({ kbps: z.int(), at: Instant })),
});
export type LineWay = z.infer<typeof LineWay>;

/** The latest test of the line, kbit/s of each direction; `count`: tests of the last seven days. */
export const LineMeasured = z.object({ at: Instant, up: z.int(), down: z.int(), count: z.int() });
export type LineMeasured = z.infer<typeof LineMeasured>;

/** Why the line cannot be tested now, and when that is over, where it is known; absent: it can. */
export const LineTestState = z.object({
  whyNot: z.optional(z.enum(['no-far-end', 'runs', 'hearing', 'hearing-soon', 'booth', 'just-now'])),
  after: z.optional(Instant),
});
export type LineTestState = z.infer<typeof LineTestState>;

/** POST /api/desk/line/test, once it is over. `given-up`: somebody needed the line meanwhile. */
export const LineTestOutcome = z.enum(['measured', 'not-now', 'given-up', 'no-answer']);
export type LineTestOutcome = z.infer<typeof LineTestOutcome>;
export const LineTestAnswer = z.object({ outcome: LineTestOutcome });
export type LineTestAnswer = z.infer<typeof LineTestAnswer>;

/**
 * GET /api/desk/line/page: what the line does now and what gave way in the last seven days, newest first. `agent`: keeps the
 * line at the plan, does not (`agentCode` says why), or there is none. Without `ways` nobody has said what the line carries.
 */
export const LinePage = z.object({
  now: Instant,
  hearings: z.int(),
  booths: z.int(),
  agent: z.enum(['in-force', 'not-in-force', 'none']),
  agentCode: z.optional(z.string()),
  ways: z.optional(z.array(LineWay)),
  /** Sound that does not fit now, kbit/s. */
  missing: z.optional(z.int()),
  test: LineTestState,
  measured: z.optional(LineMeasured),
  steps: z.array(LineStep),
});
export type LinePage = z.infer<typeof LinePage>;

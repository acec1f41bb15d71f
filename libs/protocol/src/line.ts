import * as z from 'zod/mini';
import { BookingWish, BoothSlot } from './booking.js';
import { Id128 } from './ids.js';

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

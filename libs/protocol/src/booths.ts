import * as z from 'zod/mini';
import { KioskProblem } from './kiosk-bell.js';
import { BoothSlot, DeskBooking } from './booking.js';
import { Id128, Instant } from './ids.js';

const LocalTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));

/** A weekly opening time in local time of the facility's zone. ISO weekday, 1 Monday. In force from `effective` until before `expires`. */
export const OpeningHours = z.strictObject({
  weekday: z.int().check(z.gte(1), z.lte(7)),
  opens: LocalTime,
  closes: LocalTime,
  effective: z.iso.date(),
  expires: z.optional(z.iso.date()),
});
export type OpeningHours = z.infer<typeof OpeningHours>;

/**
 * PUT /api/desk/booths/:number/hours: how the booth opens from that day on, until other hours are set. No day, no hours: closed.
 * Bookings that no longer fit go to review.
 */
export const HoursWish = z.strictObject({
  effective: z.iso.date(),
  week: z
    .array(z.strictObject({ weekday: OpeningHours.shape.weekday, opens: LocalTime, closes: LocalTime }))
    .check(z.maxLength(50)),
});
export type HoursWish = z.infer<typeof HoursWish>;

/**
 * PUT and DELETE /api/desk/holidays/:day: a day of the facility's zone on which no working time runs: offers do not run
 * out, and it is no working day of waiting. Booths open as their hours say.
 */
export const Holiday = z.iso.date();

export const BlockKind = z.enum(['block', 'lockdown']);
export const BlockReason = z.enum(['repair', 'cleaning', 'staff', 'safety', 'other']);
export type BlockReason = z.infer<typeof BlockReason>;

/** One action; a lockdown is one action over every booth. */
export const Block = z.object({
  action: Id128,
  kind: BlockKind,
  reason: BlockReason,
  booths: z.array(z.string()),
  from: Instant,
  to: Instant,
});
export type Block = z.infer<typeof Block>;

/** GET /api/desk/booths. `blocks`: running and to come. `holidays`: today's and to come, by day. */
export const BoothsPlan = z.object({
  now: Instant,
  changeOverMinutes: z.int(),
  booths: z.array(z.object({ number: z.string(), enrolled: z.boolean(), hours: z.array(OpeningHours) })),
  blocks: z.array(Block),
  holidays: z.array(Holiday),
});
export type BoothsPlan = z.infer<typeof BoothsPlan>;

/** POST /api/desk/blocks/preview. `booths` absent: the whole facility (a lockdown). */
export const BlockWish = z.strictObject({
  booths: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(16))).check(z.minLength(1), z.maxLength(500)),
  ),
  from: Instant,
  to: Instant,
  reason: BlockReason,
});
export type BlockWish = z.infer<typeof BlockWish>;

/** `queue`: cancelled, and its request waits again with its old waiting time. `end`: a running session, ended by staff. */
export const Fate = z.discriminatedUnion('fate', [
  z.strictObject({ fate: z.literal('move'), booking: Id128, slot: BoothSlot }),
  z.strictObject({ fate: z.literal('queue'), booking: Id128 }),
  z.strictObject({ fate: z.literal('cancel'), booking: Id128 }),
  z.strictObject({ fate: z.literal('end'), booking: Id128 }),
]);
export type Fate = z.infer<typeof Fate>;

/** What would become of each booking; nothing has happened yet. A running session stops a block, not a lockdown. */
export const BlockPreview = z.object({
  hits: z.array(z.object({ booking: DeskBooking, proposed: Fate })),
});
export type BlockPreview = z.infer<typeof BlockPreview>;

/** POST /api/desk/blocks. Refused with `plan-changed` when a hit booking is missing among the fates. */
export const BlockAction = z.extend(BlockWish, { fates: z.array(Fate).check(z.maxLength(2000)) });
export type BlockAction = z.infer<typeof BlockAction>;

/**
 * POST /api/desk/bookings/:id/move: another booth, same time. A running session ends with the code `moved`, and the answer is
 * the booking that takes its place from now on: the person is let in, and needs its slip.
 */
export const MoveBooking = z.strictObject({ booth: z.string().check(z.minLength(1), z.maxLength(16)) });

/** What the person in the booth said; `staff`: only the call-staff button; `booth-fault`: what the booth's own check found. */
export const BoothProblem = z.enum(['staff', ...KioskProblem.options, 'kiosk-offline', 'wants-lawyer', 'booth-fault']);
export type BoothProblem = z.infer<typeof BoothProblem>;

/** A call from a booth. `escalated`: nobody answered within a minute. POST /api/desk/bells/:id/going answers it. */
export const Bell = z.object({
  id: Id128,
  booth: z.string(),
  problem: BoothProblem,
  since: Instant,
  escalated: z.boolean(),
});
export type Bell = z.infer<typeof Bell>;

/** GET /api/desk/bells: those that nobody answered yet, oldest first. */
export const DeskBells = z.object({ now: Instant, bells: z.array(Bell) });
export type DeskBells = z.infer<typeof DeskBells>;

import * as z from 'zod/mini';
import { Id128, Instant } from './ids.js';

/** What a party may say of a consultation, or of the place for it. Goes to oversight; names nobody. */
export const ComplaintKind = z.enum(['not-private', 'not-heard']);
export type ComplaintKind = z.infer<typeof ComplaintKind>;

/**
 * POST /api/kiosk/complaints, /api/attorney/complaints: once it is answered nobody can take it back. Sent again with the same
 * `id` it is the same complaint. `booking` of somebody else: `not-found`, and nothing was taken.
 */
export const Complaint = z.strictObject({
  /** Drawn by the device. */
  id: Id128,
  kind: ComplaintKind,
  booking: z.optional(Id128),
  /** How long the device had to keep it. */
  keptSeconds: z.optional(z.int().check(z.gte(0), z.lte(366 * 86_400))),
});
export type Complaint = z.infer<typeof Complaint>;

/** Its answer: `entry` is its index in the log; absent while it waits to be entered. */
export const ComplaintTaken = z.object({ entry: z.optional(z.int()) });
export type ComplaintTaken = z.infer<typeof ComplaintTaken>;

/** GET /api/oversight/complaints: the newest first, at most 500. `role` as in E2EE.md §2; `said`: by the device's clock. */
export const Complaints = z.object({
  complaints: z.array(
    z.object({
      id: Id128,
      kind: ComplaintKind,
      role: z.int(),
      said: Instant,
      at: Instant,
      ofBooking: z.boolean(),
      /** Absent while it waits to be entered. */
      entry: z.optional(z.int()),
    }),
  ),
});
export type Complaints = z.infer<typeof Complaints>;

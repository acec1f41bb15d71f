import * as z from 'zod/mini';
import { Instant } from './ids.js';

const hours = z.optional(z.int().check(z.gte(0)));

/**
 * GET /api/oversight/waiting-times: from asking for a consultation to getting one, whole hours rounded up, by the week of
 * asking (its Monday, the facility's calendar), the newest first. Of fewer than five nothing is said but that.
 */
export const WaitingTimes = z.object({
  weeks: z.array(
    z.object({
      week: z.iso.date(),
      /** Absent: fewer than five asked. */
      asked: z.optional(z.int()),
      /** Who asked in that week and waits still; absent where `asked` is. */
      open: z.optional(z.int()),
      /** Of those who got one; absent: fewer than five did. */
      met: z.optional(z.int()),
      median: hours,
      p90: hours,
      longest: hours,
    }),
  ),
  /** Since when the oldest open request waits; to the day, as an instant at its start. */
  oldestOpen: z.optional(Instant),
});
export type WaitingTimes = z.infer<typeof WaitingTimes>;

import * as z from 'zod/mini';
import { BoothSlot } from './booking.js';
import { Id128, Instant } from './ids.js';

export const NoticeKind = z.enum(['offered', 'offer-expired', 'confirmed', 'moved', 'cancelled', 'reminder']);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** What a notice says: no name and no number of a person. `before`: of a booking that was moved. */
export const NoticeFacts = z.extend(BoothSlot, {
  before: z.optional(BoothSlot),
  /** A CompletionCode, or the reason of a review or block. */
  reason: z.optional(z.string().check(z.maxLength(200))),
  expires: z.optional(Instant),
});
export type NoticeFacts = z.infer<typeof NoticeFacts>;

export const Notice = z.object({
  id: z.string(),
  kind: NoticeKind,
  booking: Id128,
  at: Instant,
  read: z.boolean(),
  facts: NoticeFacts,
});
export type Notice = z.infer<typeof Notice>;

/** GET /api/attorney/notices: newest first, of the last 30 days. */
export const Notices = z.object({ notices: z.array(Notice) });
/** POST /api/attorney/notices/read: everything up to this one was seen. */
export const NoticesRead = z.strictObject({ upTo: z.string().check(z.regex(/^\d{1,18}$/)) });

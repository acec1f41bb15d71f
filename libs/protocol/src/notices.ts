import * as z from 'zod/mini';
import { BoothSlot, DESK_CANCEL_CODES } from './booking.js';
import { Id128, Instant } from './ids.js';

export const NoticeKind = z.enum(['offered', 'offer-expired', 'confirmed', 'moved', 'cancelled', 'reminder']);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** Why something was called off. Never more of a person than that. */
export const NoticeReason = z.enum([
  ...DESK_CANCEL_CODES,
  'booth-blocked',
  'booth-closed',
  'not-here',
  'withdrawn',
  'other',
]);
export type NoticeReason = z.infer<typeof NoticeReason>;

/** What a notice says: no name and no number of a person. `before`: of a booking that was moved. */
export const NoticeFacts = z.extend(BoothSlot, {
  before: z.optional(BoothSlot),
  reason: z.optional(NoticeReason),
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
export type Notices = z.infer<typeof Notices>;
/** POST /api/attorney/notices/read: everything up to this one was seen. */
export const NoticesRead = z.strictObject({ upTo: z.string().check(z.regex(/^\d{1,18}$/)) });

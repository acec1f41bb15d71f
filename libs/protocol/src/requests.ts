import * as z from 'zod/mini';
import { BoothSlot } from './booking.js';
import { Id128, Instant } from './ids.js';
import { DetaineeNumber, LanguageCode } from './register.js';

export const AskedBy = z.enum(['attorney', 'detainee', 'desk']);
export type AskedBy = z.infer<typeof AskedBy>;

/**
 * Time with an attorney is asked for: POST /api/attorney/requests (attorney: the caller) and POST /api/desk/requests.
 * `from`…`to`: within this time, the nearer to `from` the better. `minutes`: as many as needed.
 */
export const RequestWish = z.strictObject({
  detainee: DetaineeNumber,
  from: Instant,
  to: Instant,
  minutes: z.int().check(z.gte(5), z.lte(100_000)),
  interpreter: z.optional(LanguageCode),
  /** Account id of a second attorney. */
  coCounsel: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  hearing: z.optional(Instant),
  /** Take the first slot that fits, without an offer. */
  firstFit: z.boolean(),
});
export type RequestWish = z.infer<typeof RequestWish>;
export const DeskRequestWish = z.extend(RequestWish, { attorney: z.string().check(z.minLength(1), z.maxLength(64)) });
export type DeskRequestWish = z.infer<typeof DeskRequestWish>;

/** POST /api/kiosk/requests: "I want to speak to my lawyer". Whose lawyer that is, is not shown. */
export const KioskRequest = z.strictObject({ detainee: DetaineeNumber });
/** `told-desk`: no attorney is known for this number, the desk was called. An unknown number is answered the same. */
export const KioskRequestTaken = z.object({ taken: z.enum(['request', 'told-desk']) });
export type KioskRequestTaken = z.infer<typeof KioskRequestTaken>;

export const RequestState = z.enum(['requested', 'offered', 'confirmed', 'cancelled']);
export type RequestState = z.infer<typeof RequestState>;

/** Why a request stands where it stands: over five working days, a confirmed hearing comes, or by its waiting time. */
export const QueueReason = z.enum(['overdue', 'hearing', 'waiting']);
export type QueueReason = z.infer<typeof QueueReason>;

/** A slot that is kept for the request until `expires`. `alternatives`: free a moment ago, not kept. */
export const Offer = z.extend(BoothSlot, {
  booking: Id128,
  expires: Instant,
  alternatives: z.array(BoothSlot).check(z.maxLength(3)),
});
export type Offer = z.infer<typeof Offer>;

export const ConsultationRequest = z.object({
  id: Id128,
  detainee: DetaineeNumber,
  attorney: z.object({ id: z.string(), name: z.string() }),
  askedBy: AskedBy,
  askedAt: Instant,
  from: Instant,
  to: Instant,
  minutes: z.int(),
  interpreter: z.optional(LanguageCode),
  coCounsel: z.optional(z.object({ id: z.string(), name: z.string() })),
  hearing: z.optional(z.object({ at: Instant, confirmed: z.boolean() })),
  firstFit: z.boolean(),
  state: RequestState,
  /** While `requested`: 1 is next. */
  place: z.optional(z.int().check(z.gte(1))),
  reason: z.optional(QueueReason),
  /** While `requested`: when a slot is likely, as the plan is now; absent when there is none in sight. */
  expectedAt: z.optional(Instant),
  waitedWorkingDays: z.int().check(z.gte(0)),
  offersExpired: z.int().check(z.gte(0)),
  offer: z.optional(Offer),
  booking: z.optional(Id128),
});
export type ConsultationRequest = z.infer<typeof ConsultationRequest>;

/** GET /api/desk/queue (in order) and GET /api/attorney/requests (own, newest first). */
export const Requests = z.object({ now: Instant, requests: z.array(ConsultationRequest) });
export type Requests = z.infer<typeof Requests>;

/** GET /api/attorney/clients: for the form. */
export const AttorneyClients = z.object({
  clients: z.array(z.object({ number: DetaineeNumber, whereabouts: z.string() })),
  colleagues: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type AttorneyClients = z.infer<typeof AttorneyClients>;

/** POST /api/{attorney,desk}/requests/:id/accept: the kept slot, or another one (first come, first served). Answers nothing: lists are read anew. */
export const AcceptOffer = z.strictObject({ slot: z.optional(BoothSlot) });
export type AcceptOffer = z.infer<typeof AcceptOffer>;

/** POST /api/desk/requests/:id/hearing */
export const HearingWish = z.strictObject({ at: Instant, confirmed: z.boolean() });
/** POST /api/desk/requests/:id/withdraw */
export const WithdrawRequest = z.strictObject({ reason: z.enum(['withdrawn', 'not-here', 'other']) });

import * as z from 'zod/mini';
import { BoothCheckFound } from './booth-check.js';
import { Id128, Instant } from './ids.js';

/** From offered to over. `offered` keeps its slot until the offer expires. */
export const BookingState = z.enum([
  'offered',
  'confirmed',
  'admitted',
  'in-session',
  'completed',
  'cancelled',
  'no-show',
  'expired',
]);
export type BookingState = z.infer<typeof BookingState>;

/** Who ended a session, and how. */
export const CompletionCode = z.enum([
  'normal',
  'ended-by-detainee',
  'ended-by-attorney',
  'ended-by-staff',
  'refused',
  'codes-differ',
  'link-lost',
  'booth-not-safe',
  'no-show',
  'moved',
]);
export type CompletionCode = z.infer<typeof CompletionCode>;

/** Codes the desk may give when it ends a running session. The parties' own ends and `codes-differ` are not its to say. */
export const DESK_END_CODES = [
  'normal',
  'ended-by-staff',
  'refused',
  'link-lost',
  'booth-not-safe',
] as const satisfies readonly CompletionCode[];

/** Codes for a booking that never became a session. `no-show` makes it a missed one, the others a cancelled one. */
export const DESK_CANCEL_CODES = [
  'ended-by-staff',
  'refused',
  'no-show',
  'booth-not-safe',
  'link-lost',
] as const satisfies readonly CompletionCode[];

/** The mark of SCREENS.md "States shown without relying on colour". */
export const SealMark = z.enum(['checking', 'ready', 'not-verified', 'sealed', 'reconnecting', 'broken', 'closed']);
export type SealMark = z.infer<typeof SealMark>;

/** What of a hearing a booking is: the consultation before it, the hearing in the facility's room, the consultation after it. */
export const HearingPart = z.enum(['pre', 'hearing', 'post']);
export type HearingPart = z.infer<typeof HearingPart>;

/** A booth's time, half-open [from, to). */
export const BoothSlot = z.object({
  booth: z.string().check(z.minLength(1), z.maxLength(16)),
  from: Instant,
  to: Instant,
});
export type BoothSlot = z.infer<typeof BoothSlot>;

/** POST /api/desk/bookings and POST /api/desk/bookings/:id/amend. Half-open [from, to). */
export const BookingWish = z.strictObject({
  booth: z.string().check(z.minLength(1), z.maxLength(16)),
  detainee: z.string().check(z.minLength(1), z.maxLength(32)),
  attorney: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Account ids. Amending: absent leaves it as it is, null is nobody. */
  coCounsel: z.optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(64)))),
  interpreter: z.optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(64)))),
  from: Instant,
  to: Instant,
  /** Without pictures on both sides. Amending: absent leaves it as it is. */
  soundOnly: z.optional(z.boolean()),
});
export type BookingWish = z.infer<typeof BookingWish>;

/** One booking as the desk sees it. `booth` and `detainee` are numbers as written on doors and lists. */
export const DeskBooking = z.object({
  id: Id128,
  booth: z.string(),
  detainee: z.string(),
  attorney: z.object({ id: z.string(), name: z.string() }),
  coCounsel: z.optional(z.object({ id: z.string(), name: z.string() })),
  interpreter: z.optional(z.object({ id: z.string(), name: z.string() })),
  from: Instant,
  to: Instant,
  state: BookingState,
  mark: SealMark,
  completion: z.optional(CompletionCode),
  present: z.object({
    kiosk: z.boolean(),
    attorney: z.boolean(),
    coCounsel: z.optional(z.boolean()),
    interpreter: z.optional(z.boolean()),
  }),
  wing: z.optional(z.string()),
  language: z.optional(z.string()),
  needs: z.optional(z.string()),
  /** While it runs past `to`: until when its booth is kept, and whether the next booking there waits already. */
  runsOn: z.optional(z.object({ until: Instant, nextWaits: z.boolean() })),
  part: z.optional(HearingPart),
  soundOnly: z.optional(z.literal(true)),
  /** While `offered`. */
  expires: z.optional(Instant),
});
export type DeskBooking = z.infer<typeof DeskBooking>;

/** GET /api/desk/day?date=2026-11-23 (a day of the facility's zone). */
export const DeskDay = z.object({
  date: z.iso.date(),
  now: Instant,
  booths: z.array(
    z.object({
      number: z.string(),
      enrolled: z.boolean(),
      calling: z.optional(Instant),
      /** The newest of that day. */
      check: z.optional(BoothCheckFound),
    }),
  ),
  bookings: z.array(DeskBooking),
  /** No booth opens until a self-test passes. */
  selfTestFailed: z.optional(z.boolean()),
});
export type DeskDay = z.infer<typeof DeskDay>;

/** GET /api/desk/choices: what the booking form offers. */
export const DeskChoices = z.object({
  booths: z.array(z.string()),
  detainees: z.array(z.string()),
  attorneys: z.array(z.object({ id: z.string(), name: z.string() })),
  interpreters: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type DeskChoices = z.infer<typeof DeskChoices>;

/** POST /api/desk/bookings/:id/slip: makes a new code, the former one is void. No lawyer's name. */
export const MovementSlip = z.object({
  detainee: z.string(),
  wing: z.string(),
  booth: z.string(),
  from: Instant,
  to: Instant,
  code: z.string().check(z.regex(/^\d{8}$/)),
});
export type MovementSlip = z.infer<typeof MovementSlip>;

/** POST /api/desk/slips: new codes for these bookings, in this order; cancelled ones are refused. */
export const SlipsWish = z.strictObject({ bookings: z.array(Id128).check(z.minLength(1), z.maxLength(200)) });
export const MovementSlips = z.object({ slips: z.array(MovementSlip) });
export type MovementSlips = z.infer<typeof MovementSlips>;

/** POST /api/desk/check-in: whose slip is this. Answers DeskBooking; refusals say used, expired, other day. */
export const CheckIn = z.strictObject({ code: z.string().check(z.regex(/^\d{8}$/)) });

/** Who said that a person refuses or cannot come. */
export const SaidBy = z.enum(['detainee', 'attorney', 'staff', 'doctor']);
export type SaidBy = z.infer<typeof SaidBy>;

/** POST /api/desk/bookings/:id/end and POST …/cancel: always with a reason code; `refused` with who said so. */
export const EndSession = z.strictObject({ code: CompletionCode, saidBy: z.optional(SaidBy) });
export type EndSession = z.infer<typeof EndSession>;

/** A place in the roster of a booth session (E2EE.md §2): 1 booth, 2 attorney, 3 co-counsel, 4 interpreter. */
export const RosterPlace = z.object({
  role: z.int().check(z.gte(1), z.lte(4)),
  party: Id128,
  label: z.string().check(z.minLength(1), z.maxLength(100)),
});
export type RosterPlace = z.infer<typeof RosterPlace>;

/** What a party's device keeps of a booking when it is confirmed (attorney) or at check-in (kiosk). */
export const PartyBooking = z.object({
  id: Id128,
  booth: z.string(),
  from: Instant,
  to: Instant,
  state: BookingState,
  completion: z.optional(CompletionCode),
  /** Of the ledger, once the booth was opened: the number by which others find it there. */
  session: z.optional(Id128),
  party: Id128,
  roster: z.array(RosterPlace).check(z.minLength(2), z.maxLength(4)),
  part: z.optional(HearingPart),
});
export type PartyBooking = z.infer<typeof PartyBooking>;

/** GET /api/attorney/bookings */
export const AttorneyBookings = z.object({ now: Instant, bookings: z.array(PartyBooking) });
export type AttorneyBookings = z.infer<typeof AttorneyBookings>;

/** GET /api/kiosk */
export const KioskState = z.object({ booth: z.optional(z.string()), now: Instant });
export type KioskState = z.infer<typeof KioskState>;
/** POST /api/kiosk/open with the code of the slip; answers PartyBooking. */
export const OpenKiosk = z.strictObject({ code: z.string().check(z.regex(/^\d{8}$/)) });

import * as z from 'zod/mini';
import { BookingState, BoothSlot, HearingPart } from './booking.js';
import { Id128, Instant } from './ids.js';

/** Who somebody is in court. `party`: of a civil matter, or the injured person. */
export const HearingRole = z.enum([
  'judge',
  'clerk',
  'prosecutor',
  'counsel',
  'accused',
  'witness',
  'expert',
  'interpreter',
  'party',
]);
export type HearingRole = z.infer<typeof HearingRole>;

/** `scheduled`: the lobby fills, nobody meets. `adjourned` and `closed` are the ends of a sitting. */
export const HearingState = z.enum(['scheduled', 'open', 'paused', 'adjourned', 'closed']);
export type HearingState = z.infer<typeof HearingState>;

/**
 * Where somebody stands: not here yet, in the lobby (a witness: in a room of one), in court, released (does not come back),
 * removed by judge or clerk.
 */
export const Standing = z.enum(['expected', 'waiting', 'admitted', 'released', 'removed']);
export type Standing = z.infer<typeof Standing>;

/** Number of somebody's place in one hearing. The feed on the hearing plane is `seat + 1`. */
export const HearingSeat = z.int().check(z.gte(0), z.lte(63));

/** Who is in the room with somebody, as they declare it. */
export const Company = z.enum(['alone', 'with-others']);
export type Company = z.infer<typeof Company>;

/** Others in the room with somebody, by what they are there. `officer`: of the place of detention. `relative`: or a legal representative. */
export const Presence = z.enum(['counsel', 'interpreter', 'officer', 'relative', 'other']);
export type Presence = z.infer<typeof Presence>;

/** A look at somebody's room: asked for, shown as that person says, and seen by judge or clerk: as declared, or not. */
export const RoomCheck = z.enum(['asked', 'shown', 'seen', 'differs']);
export type RoomCheck = z.infer<typeof RoomCheck>;

/** Languages of the screens; a person's own is that of their invitation. */
export const HearingLanguage = z.enum(['kk', 'ru', 'en']);
export type HearingLanguage = z.infer<typeof HearingLanguage>;

/** Of an interpreter: interprets in sign language, and is pinned large for everybody who may see them. */
export const SignLanguage = z.literal(true);

const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

/**
 * An accused who takes part from the facility: `booth` is its room for the hearing. `counsel`: index into `people`, with an
 * account. `waived`: counsel has said that less than 30 minutes before the hearing are enough.
 */
export const FacilitySeat = z.strictObject({
  detainee: text(32),
  booth: text(16),
  counsel: z.int().check(z.gte(0), z.lte(62)),
  pre: z.optional(z.strictObject(BoothSlot.shape)),
  post: z.optional(z.strictObject(BoothSlot.shape)),
  waived: z.optional(z.literal(true)),
});
export type FacilitySeat = z.infer<typeof FacilitySeat>;

/** POST /api/court/hearings, clerks only. The clerk who asks has the first seat. `protectedFrom`: indexes into `people`. */
export const ScheduleHearing = z.strictObject({
  caseNumber: text(60),
  courtroom: text(60),
  from: Instant,
  to: Instant,
  people: z
    .array(
      z.strictObject({
        role: HearingRole.check(z.refine((role) => role !== 'clerk')),
        name: text(120),
        language: HearingLanguage,
        /** Of an interpreter. */
        signLanguage: z.optional(SignLanguage),
        protectedFrom: z.array(z.int().check(z.gte(0), z.lte(62))).check(z.maxLength(62)),
        /** Of counsel: the attorney's account, by which this person comes in. */
        attorney: z.optional(text(64)),
        /** Of an accused. */
        facility: z.optional(FacilitySeat),
      }),
    )
    .check(z.minLength(1), z.maxLength(62)),
});
export type ScheduleHearing = z.infer<typeof ScheduleHearing>;

/**
 * POST /api/court/hearings/:id/people, until it is over: one more person, who comes by a link. `protectedFrom`: seats that this
 * person is protected from; `screens`: seats that are protected from this person; `signLanguage`: of an interpreter.
 */
export const AddPerson = z.strictObject({
  role: HearingRole.check(z.refine((role) => role !== 'clerk')),
  name: text(120),
  language: HearingLanguage,
  signLanguage: z.optional(SignLanguage),
  protectedFrom: z.array(HearingSeat).check(z.maxLength(62)),
  screens: z.array(HearingSeat).check(z.maxLength(62)),
});
export type AddPerson = z.infer<typeof AddPerson>;
export const PersonAdded = z.object({ seat: HearingSeat });
export type PersonAdded = z.infer<typeof PersonAdded>;

/** A hearing in the clerk's list. `here`: of `expected` people who are connected now. */
export const HearingRow = z.object({
  id: Id128,
  caseNumber: z.string(),
  courtroom: z.string(),
  from: Instant,
  to: Instant,
  state: HearingState,
  people: z.array(
    z.object({
      seat: HearingSeat,
      role: HearingRole,
      name: z.string(),
      language: HearingLanguage,
      signLanguage: z.optional(SignLanguage),
      standing: Standing,
      connected: z.boolean(),
      /** `used`: bound to a device; `none`: never made, or withdrawn; `account`: comes in by an account, or in the facility. */
      link: z.enum(['none', 'made', 'used', 'account']),
    }),
  ),
  /** Of an accused in the facility, in order of time; those that were called off are not among them. `counsel`: of it. */
  parts: z.array(
    z.object({
      ...BoothSlot.shape,
      seat: HearingSeat,
      part: HearingPart,
      state: BookingState,
      counsel: z.optional(HearingSeat),
    }),
  ),
});
export type HearingRow = z.infer<typeof HearingRow>;

/** POST /api/court/hearings/:id/move: another time for a hearing that has not begun; its parts and its links move with it. */
export const MoveHearing = z.strictObject({ from: Instant, to: Instant });
export type MoveHearing = z.infer<typeof MoveHearing>;

/** POST /api/court/hearings/:id/hand-over, until it is over: another clerk's account has the hearing from then on. */
export const HandOverHearing = z.strictObject({ clerk: text(64) });
export type HandOverHearing = z.infer<typeof HandOverHearing>;
/** Seat of the clerk who has it now. */
export const HearingHandedOver = z.object({ seat: HearingSeat });
export type HearingHandedOver = z.infer<typeof HearingHandedOver>;

/** GET /api/court/hearings/choices: what the forms offer of the facility. `clerks`: others, to hand a hearing to. */
export const CourtChoices = z.object({
  booths: z.array(z.string()),
  detainees: z.array(z.string()),
  attorneys: z.array(z.object({ id: z.string(), name: z.string() })),
  clerks: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type CourtChoices = z.infer<typeof CourtChoices>;

/** GET /api/court/hearings?day=YYYY-MM-DD: those that begin on the facility's day, by courtroom and time. */
export const HearingDay = z.object({ day: z.string(), hearings: z.array(HearingRow) });
export type HearingDay = z.infer<typeof HearingDay>;

/** POST /api/court/hearings/:id/links `{seat}`: a new personal link, shown in this answer only; the former is void. */
export const LinkWish = z.strictObject({ seat: HearingSeat });
/** 256 random bits, base64url. It stands behind the `#` of the court's address, so that no server sees it in a URL. */
export const LinkToken = z.string().check(z.regex(/^[\w-]{43}$/));
export const LinkMade = z.object({ seat: HearingSeat, token: LinkToken, until: Instant });
export type LinkMade = z.infer<typeof LinkMade>;

/** A line of the minute. Corrections are added: `corrects` is the number of the line they are about. Numbers count from 1. */
export const MinuteLine = z.object({
  number: z.int(),
  at: Instant,
  kind: z.enum(['event', 'note', 'correction']),
  /** Of an event: what happened, a word of HearingHappening. */
  what: z.optional(z.string()),
  seat: z.optional(HearingSeat),
  /** Who did or wrote it. */
  by: z.optional(HearingSeat),
  text: z.optional(z.string()),
  corrects: z.optional(z.int()),
});
export type MinuteLine = z.infer<typeof MinuteLine>;

/** GET /api/court/hearings/:id/minute, as JSON; with `?as=csv` as RFC 4180 for the court's own system. */
export const HearingMinute = z.object({ hearing: Id128, lines: z.array(MinuteLine) });
export type HearingMinute = z.infer<typeof HearingMinute>;

/** What happens in a hearing and is noted in the minute and entered in the log. */
export const HearingHappening = z.enum([
  'opened',
  'paused',
  'paused-judge-lost',
  'resumed',
  'adjourned',
  'closed',
  'came',
  'went',
  'admitted',
  'sent-back',
  'released',
  'removed',
  'muted',
  'unmuted',
  'floor',
  'cannot-hear',
  'went-on-although',
  'affirmed',
  'roll-called',
  'conferring',
  'conferred',
  'link-elsewhere',
  'handed-over',
  'person-added',
  'declared',
  'room-asked',
  'room-shown',
  'room-seen',
  'room-differs',
  'other-voice',
  'voice-noted',
  'counsel-proposed',
  'counsel-refused',
  'counsel-unanswered',
  'counsel-withdrawn',
  'counsel-changed',
  'counsel-not-changed',
]);
export type HearingHappening = z.infer<typeof HearingHappening>;

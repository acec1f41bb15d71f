import * as z from 'zod/mini';
import { BookingWish, DeskBooking } from './booking.js';
import { Id128, Instant } from './ids.js';
import { ImportProblem, ListText } from './import-problem.js';

/** A language a person wants to be spoken to in: ISO 639 code, lower case. */
export const LanguageCode = z.string().check(z.regex(/^[a-z]{2,3}$/));
/** A detainee's number as written on lists. */
export const DetaineeNumber = z.string().check(z.minLength(1), z.maxLength(32));

/** Where a person of the register is. Whoever is not `here` gets no new booking. */
export const Whereabouts = z.enum(['here', 'hospital', 'transferred', 'released']);
export type Whereabouts = z.infer<typeof Whereabouts>;

/** PUT /api/desk/register/detainees/:number. `apart`: numbers of those this person must not meet; kept on both sides. */
export const DetaineeWish = z.strictObject({
  wing: z.string().check(z.maxLength(32)),
  language: LanguageCode,
  needs: z.string().check(z.maxLength(200)),
  apart: z.array(DetaineeNumber).check(z.maxLength(200)),
});
export type DetaineeWish = z.infer<typeof DetaineeWish>;

const NamedAttorney = z.object({ id: z.string(), name: z.string() });

export const RegisteredDetainee = z.extend(DetaineeWish, {
  number: DetaineeNumber,
  whereabouts: Whereabouts,
  attorneys: z.array(NamedAttorney),
});
export type RegisteredDetainee = z.infer<typeof RegisteredDetainee>;

export const RegisteredAttorney = z.extend(NamedAttorney, {
  username: z.string(),
  language: z.enum(['kk', 'ru', 'en']),
  clients: z.array(DetaineeNumber),
});
export type RegisteredAttorney = z.infer<typeof RegisteredAttorney>;

/** GET /api/desk/register */
export const Register = z.object({
  detainees: z.array(RegisteredDetainee),
  attorneys: z.array(RegisteredAttorney),
});
export type Register = z.infer<typeof Register>;

/** POST /api/desk/register/detainees/:number/whereabouts. Coming bookings of a person who left go to review. */
export const WhereaboutsWish = z.strictObject({ whereabouts: Whereabouts });

/** POST /api/desk/register/ties and …/ties/remove: this attorney speaks for this person. */
export const Tie = z.strictObject({
  attorney: z.string().check(z.minLength(1), z.maxLength(64)),
  detainee: DetaineeNumber,
});
export type Tie = z.infer<typeof Tie>;

/**
 * POST /api/desk/register/import. `detainees`: columns number,wing,language,needs,apart (numbers divided by spaces).
 * `ties`: columns attorney (user name),detainee. With `save` false nothing is written, whatever is in it; with `save`
 * true all or nothing is.
 */
export const RegisterImport = z.strictObject({
  kind: z.enum(['detainees', 'ties']),
  csv: ListText,
  save: z.boolean(),
});
export type RegisterImport = z.infer<typeof RegisterImport>;

export const ImportReport = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  saved: z.boolean(),
  problems: z.array(ImportProblem),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ReviewCause = z.enum(['hospital', 'transferred', 'released', 'keep-apart', 'booth-hours']);
export type ReviewCause = z.infer<typeof ReviewCause>;

/** GET /api/desk/reviews: coming bookings about which a person must decide. */
export const Review = z.object({ id: Id128, cause: ReviewCause, since: Instant, booking: DeskBooking });
export type Review = z.infer<typeof Review>;
export const Reviews = z.object({ now: Instant, reviews: z.array(Review) });
export type Reviews = z.infer<typeof Reviews>;

/** POST /api/desk/reviews/:id. A reason is always given. */
export const ReviewDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('kept'), reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
  z.strictObject({
    decision: z.literal('cancelled'),
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  }),
  z.strictObject({
    decision: z.literal('moved'),
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    wish: BookingWish,
  }),
]);
export type ReviewDecision = z.infer<typeof ReviewDecision>;

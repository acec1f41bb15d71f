import * as z from 'zod/mini';
import { BoothSlot } from './booking.js';

/**
 * Every refusal a person can meet, over HTTP and over the session channel.
 * A code is stable for ever; its sentence lives in the texts of apps/web (key `refusal_<code>`),
 * `sentence` is the English one for tools that have no texts.
 */
export const RefusalCode = z.enum([
  'bad-input',
  'not-signed-in',
  'locked',
  'not-allowed',
  'wrong-origin',
  'too-many-tries',
  'wrong-sign-in',
  'not-found',
  'booth-taken',
  'detainee-taken',
  'attorney-taken',
  'person-taken',
  'booth-unknown',
  'detainee-unknown',
  'attorney-unknown',
  'interpreter-unknown',
  'times-wrong',
  'day-wrong',
  'booth-closed',
  'booth-blocked',
  'must-not-meet',
  'not-here',
  'no-tie',
  'session-runs',
  'plan-changed',
  'offer-gone',
  'reason-missing',
  'wrong-state',
  'code-wrong',
  'code-expired',
  'code-used',
  'code-other-booth',
  'too-early',
  'not-admitted',
  'session-ended',
  'access-wrong',
  'access-used',
  'access-expired',
  'access-withdrawn',
  'account-taken',
  'account-inactive',
  'same-officer',
  'password-names-account',
  'kiosk-not-enrolled',
  'enrolment-wrong',
  'link-wrong',
  'link-expired',
  'link-elsewhere',
  'hearing-over',
  'not-in-court',
  'person-unknown',
  'parts-overlap',
  'pre-too-short',
  'part-of-hearing',
  'parties-differ',
  'courtroom-taken',
  'booth-not-safe',
  'self-test-failed',
  'ledger-not-durable',
  'message-too-large',
  'message-malformed',
  'message-unknown',
  'too-many-refusals',
  'part-down',
  'failed',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

/** The body of every HTTP answer with a status of 400 or more. `field` names the input it concerns. */
export const Refusal = z.object({
  code: RefusalCode,
  sentence: z.string(),
  field: z.optional(z.string()),
  /** Free slots nearest to the refused one, nothing kept. */
  alternatives: z.optional(z.array(BoothSlot).check(z.maxLength(3))),
  /** With `code-wrong`: tries that are left before a new slip is needed. */
  left: z.optional(z.int()),
});
export type Refusal = z.infer<typeof Refusal>;

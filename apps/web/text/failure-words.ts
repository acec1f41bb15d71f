/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { FailureCode } from '../api/call-api.js';
import { m } from '../generated/texts/messages.js';
import type { OfficeCode } from './office-failures.js';

const WORDS: Readonly<Record<Exclude<FailureCode, OfficeCode>, () => string>> = {
  'bad-input': m['refusal_bad-input'],
  'not-signed-in': m['refusal_not-signed-in'],
  locked: m.refusal_locked,
  'not-allowed': m['refusal_not-allowed'],
  'wrong-origin': m['refusal_wrong-origin'],
  'too-many-tries': m['refusal_too-many-tries'],
  'wrong-sign-in': m['refusal_wrong-sign-in'],
  'not-found': m['refusal_not-found'],
  'detainee-unknown': m['refusal_detainee-unknown'],
  'wrong-state': m['refusal_wrong-state'],
  'booth-closed': m['refusal_booth-closed'],
  'booth-blocked': m['refusal_booth-blocked'],
  'not-here': m['refusal_not-here'],
  'no-tie': m['refusal_no-tie'],
  'code-wrong': m['refusal_code-wrong'],
  'code-expired': m['refusal_code-expired'],
  'code-used': m['refusal_code-used'],
  'code-other-booth': m['refusal_code-other-booth'],
  'too-early': m['refusal_too-early'],
  'not-admitted': m['refusal_not-admitted'],
  'session-ended': m['refusal_session-ended'],
  'kiosk-not-enrolled': m['refusal_kiosk-not-enrolled'],
  'enrolment-wrong': m['refusal_enrolment-wrong'],
  'booth-not-safe': m['refusal_booth-not-safe'],
  'self-test-failed': m['refusal_self-test-failed'],
  'ledger-not-durable': m['refusal_ledger-not-durable'],
  'message-too-large': m['refusal_message-too-large'],
  'message-malformed': m['refusal_message-malformed'],
  'message-unknown': m['refusal_message-unknown'],
  'too-many-refusals': m['refusal_too-many-refusals'],
  'part-down': m['refusal_part-down'],
  failed: m.refusal_failed,
  unreachable: m.refusal_unreachable,
};

let known: Readonly<Partial<Record<FailureCode, () => string>>> = WORDS;

/** Pages of people who book and sign in know more sentences than a kiosk, whose page is small. */
export function learnFailures(more: Readonly<Record<OfficeCode, () => string>>): void {
  known = { ...WORDS, ...more };
}

/** The sentence of a refusal: what happened and what to do. */
export const failureWords = (code: FailureCode): string => (known[code] ?? WORDS.failed)();

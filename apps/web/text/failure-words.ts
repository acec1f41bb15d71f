/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { FailureCode } from '../api/call-api.js';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<FailureCode, () => string>> = {
  'bad-input': m['refusal_bad-input'],
  'not-signed-in': m['refusal_not-signed-in'],
  'not-allowed': m['refusal_not-allowed'],
  'wrong-origin': m['refusal_wrong-origin'],
  'too-many-tries': m['refusal_too-many-tries'],
  'wrong-sign-in': m['refusal_wrong-sign-in'],
  'not-found': m['refusal_not-found'],
  'booth-taken': m['refusal_booth-taken'],
  'detainee-taken': m['refusal_detainee-taken'],
  'attorney-taken': m['refusal_attorney-taken'],
  'booth-unknown': m['refusal_booth-unknown'],
  'detainee-unknown': m['refusal_detainee-unknown'],
  'attorney-unknown': m['refusal_attorney-unknown'],
  'times-wrong': m['refusal_times-wrong'],
  'wrong-state': m['refusal_wrong-state'],
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
  'ledger-not-durable': m['refusal_ledger-not-durable'],
  'message-too-large': m['refusal_message-too-large'],
  'message-malformed': m['refusal_message-malformed'],
  'message-unknown': m['refusal_message-unknown'],
  'too-many-refusals': m['refusal_too-many-refusals'],
  'part-down': m['refusal_part-down'],
  failed: m.refusal_failed,
  unreachable: m.refusal_unreachable,
};

/** The sentence of a refusal: what happened and what to do. */
export const failureWords = (code: FailureCode): string => WORDS[code]();

/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import { m } from '../generated/texts/messages.js';

/** Refusals that a kiosk never meets: of booking, offers, accounts, hearings. */
export const OFFICE_FAILURES = {
  'booth-taken': m['refusal_booth-taken'],
  'detainee-taken': m['refusal_detainee-taken'],
  'attorney-taken': m['refusal_attorney-taken'],
  'person-taken': m['refusal_person-taken'],
  'booth-unknown': m['refusal_booth-unknown'],
  'attorney-unknown': m['refusal_attorney-unknown'],
  'interpreter-unknown': m['refusal_interpreter-unknown'],
  'times-wrong': m['refusal_times-wrong'],
  'day-wrong': m['refusal_day-wrong'],
  'must-not-meet': m['refusal_must-not-meet'],
  'session-runs': m['refusal_session-runs'],
  'plan-changed': m['refusal_plan-changed'],
  'offer-gone': m['refusal_offer-gone'],
  'reason-missing': m['refusal_reason-missing'],
  'access-wrong': m['refusal_access-wrong'],
  'access-used': m['refusal_access-used'],
  'access-expired': m['refusal_access-expired'],
  'access-withdrawn': m['refusal_access-withdrawn'],
  'account-taken': m['refusal_account-taken'],
  'account-inactive': m['refusal_account-inactive'],
  'same-officer': m['refusal_same-officer'],
  'password-names-account': m['refusal_password-names-account'],
  'link-wrong': m['refusal_link-wrong'],
  'link-expired': m['refusal_link-expired'],
  'link-elsewhere': m['refusal_link-elsewhere'],
  'hearing-over': m['refusal_hearing-over'],
  'not-in-court': m['refusal_not-in-court'],
  'person-unknown': m['refusal_person-unknown'],
  'parts-overlap': m['refusal_parts-overlap'],
  'pre-too-short': m['refusal_pre-too-short'],
  'part-of-hearing': m['refusal_part-of-hearing'],
  'parties-differ': m['refusal_parties-differ'],
  'courtroom-taken': m['refusal_courtroom-taken'],
} as const;

export type OfficeCode = keyof typeof OFFICE_FAILURES;

/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { NoticeReason } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<NoticeReason, () => string>> = {
  'ended-by-staff': m['called_off_ended-by-staff'],
  refused: m.called_off_refused,
  'no-show': m['called_off_no-show'],
  'booth-not-safe': m['called_off_booth-not-safe'],
  'link-lost': m['called_off_link-lost'],
  'booth-blocked': m['called_off_booth-blocked'],
  'booth-closed': m['called_off_booth-closed'],
  'not-here': m['called_off_not-here'],
  withdrawn: m.called_off_withdrawn,
  other: m.called_off_other,
};

/** Why a consultation does not take place, as a sentence. */
export const reasonWords = (reason: NoticeReason): string => WORDS[reason]();

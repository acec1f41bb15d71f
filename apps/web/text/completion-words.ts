/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { CompletionCode } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<CompletionCode, () => string>> = {
  normal: m.completion_normal,
  'ended-by-detainee': m['completion_ended-by-detainee'],
  'ended-by-attorney': m['completion_ended-by-attorney'],
  'ended-by-staff': m['completion_ended-by-staff'],
  refused: m.completion_refused,
  'codes-differ': m['completion_codes-differ'],
  'link-lost': m['completion_link-lost'],
  'booth-not-safe': m['completion_booth-not-safe'],
  'no-show': m['completion_no-show'],
  moved: m.completion_moved,
};

/** How a session ended, as a sentence. */
export const completionWords = (code: CompletionCode): string => WORDS[code]();

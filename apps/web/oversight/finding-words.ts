/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import { m } from '../generated/texts/messages.js';
import type { SessionFinding } from './fold/sessions.js';

const WORDS: Readonly<Record<SessionFinding, () => string>> = {
  'codes-differ': m['finding_codes-differ'],
  'booth-not-safe': m['finding_booth-not-safe'],
  'not-compared': m['finding_not-compared'],
  refused: m.finding_refused,
  'not-closed': m['finding_not-closed'],
  gap: m.finding_gap,
};

/** What a person should look at in a session, as a sentence. */
export const findingWords = (finding: SessionFinding): string => WORDS[finding]();

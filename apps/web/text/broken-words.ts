/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { BrokenCode } from '#calling';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<BrokenCode, () => string>> = {
  'unknown-suite': m['broken_unknown-suite'],
  'bad-roster': m['broken_bad-roster'],
  'round-reused': m['broken_round-reused'],
  'late-commit': m['broken_late-commit'],
  'commit-mismatch': m['broken_commit-mismatch'],
  duplicate: m.broken_duplicate,
  'bad-reveal': m['broken_bad-reveal'],
  'weak-point': m['broken_weak-point'],
  'bad-signature': m['broken_bad-signature'],
  'bad-confirm': m['broken_bad-confirm'],
  'bad-key-message': m['broken_bad-key-message'],
  'negotiation-violated': m['broken_negotiation-violated'],
  'verdict-different': m['broken_verdict-different'],
  timeout: m.broken_timeout,
  'too-many-attempts': m['broken_too-many-attempts'],
  'devices-refused': m['broken_devices-refused'],
  'device-lost': m['broken_device-lost'],
  'media-lost': m['broken_media-lost'],
  'worker-lost': m['broken_worker-lost'],
  'page-hidden': m['broken_page-hidden'],
};

/** Why the call was stopped, as a sentence. */
export const brokenWords = (code: BrokenCode): string => WORDS[code]();

/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { SealMark } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<SealMark, () => string>> = {
  checking: m.seal_checking,
  ready: m.seal_ready,
  'not-verified': m['seal_not-verified'],
  sealed: m.seal_sealed,
  reconnecting: m.seal_reconnecting,
  broken: m.seal_broken,
  closed: m.seal_closed,
};

/** The words beside a seal mark. */
export const sealWords = (mark: SealMark): string => WORDS[mark]();

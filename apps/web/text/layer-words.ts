/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { SealLayer } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<SealLayer, () => string>> = {
  'own-user': m['layer_own-user'],
  'no-capabilities': m['layer_no-capabilities'],
  'no-new-privileges': m['layer_no-new-privileges'],
  seccomp: m.layer_seccomp,
  'read-only-root': m['layer_read-only-root'],
  'no-file-writes': m['layer_no-file-writes'],
  'no-core-dump': m['layer_no-core-dump'],
  'two-modules-only': m['layer_two-modules-only'],
  'no-tcp-listener': m['layer_no-tcp-listener'],
  'udp-media-range-only': m['layer_udp-media-range-only'],
  'no-way-out': m['layer_no-way-out'],
};

/** What a missing layer would have held back. */
export const layerWords = (layer: SealLayer): string => WORDS[layer]();

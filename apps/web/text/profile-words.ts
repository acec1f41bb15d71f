import type { SealLayer, SealProfile } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { layerWords } from './layer-words.js';

/** What the log says of the booth plane's confinement when the booth opened. */
export function profileWords(profile: SealProfile['profile'] | undefined, missing: readonly SealLayer[]): string {
  if (profile === 'full') return m.session_profile_full();
  const layers = missing.map(layerWords).join(', ');
  return layers === '' ? m.session_profile_missing() : `${m.session_profile_missing()}: ${layers}`;
}

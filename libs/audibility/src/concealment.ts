import { AUDIBILITY } from './audibility-constants.js';
import type { HeardSecond } from './raw-second.js';

/**
 * What RFC 7294 calls a second: unimpaired, concealed or severely concealed. What was filled with silence is not counted, for a
 * pause that is lost is no loss, unless most of the second was concealed: after a tenth of a second browsers fill with silence.
 */
export function concealment({ played, concealed, silent }: HeardSecond): 'none' | 'some' | 'severe' {
  const audible = Math.max(0, concealed - silent);
  if (audible > AUDIBILITY.severelyConcealedMs) return 'severe';
  if (played > 0 && concealed >= AUDIBILITY.mostlyConcealedShare * played) return 'severe';
  return audible > 0 ? 'some' : 'none';
}

/* oxlint-disable import/namespace -- keys carry the codes as they are, hyphens included */
import type { Bell } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<Bell['problem'], (facts: { booth: string; time: string }) => string>> = {
  staff: m.bell_staff,
  'cannot-hear': m['bell_cannot-hear'],
  'cannot-see': m['bell_cannot-see'],
  'somebody-near': m['bell_somebody-near'],
  unwell: m.bell_unwell,
  'not-private': m['bell_not-private'],
  'kiosk-offline': m['bell_kiosk-offline'],
  'wants-lawyer': m['bell_wants-lawyer'],
  'booth-fault': m['bell_booth-fault'],
};

/** What a booth calls for; `time` is the clock since when. */
export const bellWords = (problem: Bell['problem'], facts: { booth: string; time: string }): string =>
  WORDS[problem](facts);

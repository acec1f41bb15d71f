import type { HearingPart } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<HearingPart, () => string>> = {
  pre: m.hearing_part_pre,
  hearing: m.hearing_part_hearing,
  post: m.hearing_part_post,
};

/** What of a hearing a booking is, in words. */
export const hearingPartWords = (part: HearingPart): string => WORDS[part]();

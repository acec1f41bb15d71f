import type { LineFrame } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WHY: Readonly<Record<NonNullable<LineFrame['reason']>, () => string>> = {
  'hearing-first': m.line_why_hearing,
  'line-full': m.line_why_full,
  'booked-sound-only': m.line_why_booked,
};

/** One sentence on what becomes of pictures and why; nothing where they are as they would be. */
export const lineWords = (line: LineFrame): string | undefined =>
  line.reason && m.line_told({ what: whatHappens(line), why: WHY[line.reason]() });

function whatHappens({ send, take }: LineFrame): string {
  const [own, others] = [send.video === 'off', take.video === 'off'];
  if (own && others) return m.line_what_none();
  if (own) return m.line_what_own();
  if (others) return m.line_what_others();
  return take.onlySpeaker ? m.line_what_speaker() : m.line_what_smaller();
}

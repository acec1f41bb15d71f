import { Presence } from '#protocol';
import { m } from '../generated/texts/messages.js';

const WORDS: Readonly<Record<Presence, () => string>> = {
  counsel: m.court_present_counsel,
  interpreter: m.court_present_interpreter,
  officer: m.court_present_officer,
  relative: m.court_present_relative,
  other: m.court_present_other,
};

export const presenceWords = (one: Presence): string => WORDS[one]();

/** Who else is in a room, as a line of the minute has it: `nobody`, `somebody`, or words of Presence. */
export function presentWords(text: string): string {
  if (text === 'nobody') return m.court_present_nobody();
  const words = text.split(' ').flatMap((one) => Presence.safeParse(one).data ?? []);
  return words.length === 0 ? m.court_present_other() : words.map(presenceWords).join(', ');
}

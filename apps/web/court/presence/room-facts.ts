import type { Company, Presence, RoomCheck } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { presenceWords } from '../../text/present-words.js';

type Fact = readonly [shape: string, words: string];

const CHECKS: Readonly<Record<RoomCheck, () => Fact>> = {
  asked: () => ['○', m.court_show_asked()],
  shown: () => ['▲', m.court_show_shown()],
  seen: () => ['✓', m.court_show_seen()],
  differs: () => ['▲', m.court_show_differs()],
};

/** What judge and clerk read of somebody's room: what was declared, and how the look at it stands. */
export function roomFacts(one: {
  readonly company?: Company | undefined;
  readonly present?: readonly Presence[] | undefined;
  readonly roomCheck?: RoomCheck | undefined;
}): readonly Fact[] {
  const { company, present = [], roomCheck } = one;
  const others =
    present.length > 0 ? m.court_says_present({ who: present.map(presenceWords).join(', ') }) : m.court_says_others();
  return [
    ...(company === undefined ? [] : [['●', company === 'alone' ? m.court_says_alone() : others] as const]),
    ...(roomCheck === undefined ? [] : [CHECKS[roomCheck]()]),
  ];
}

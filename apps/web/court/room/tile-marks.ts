import type { HearingView } from '#protocol';
import type { MediaState } from '../media/court-media.js';
import { m } from '../../generated/texts/messages.js';

export interface TileMark {
  readonly key: 'floor' | 'hand' | 'muted' | 'deaf' | 'away' | 'private' | 'apart' | 'speaks' | 'voice';
  readonly shape: string;
  readonly words: string;
}

/** What is special about a person now: word and shape, the most urgent first. */
export function marksOf(
  view: HearingView,
  seat: number,
  media: Pick<MediaState, 'muted' | 'line'>,
): readonly TileMark[] {
  const own = seat === view.you.seat;
  const seen = view.people.find((one) => one.seat === seat);
  const marks: (TileMark | false | undefined)[] = [
    seen?.cannotHear && { key: 'deaf', shape: '✕', words: m.court_mark_deaf() },
    seen?.connected === false && { key: 'away', shape: '…', words: m.court_mark_away() },
    seen?.conferring && { key: 'private', shape: '⇄', words: m.court_mark_private() },
    seen?.otherVoice && { key: 'voice', shape: '◆', words: m.court_mark_voice() },
    media.line.speaking.has(seat) && { key: 'speaks', shape: '♪', words: m.court_mark_speaks() },
    view.floor === seat && { key: 'floor', shape: '●', words: m.court_mark_floor() },
    seen?.hand !== undefined && { key: 'hand', shape: '▲', words: m.court_mark_hand({ place: seen.hand }) },
    (own ? view.you.muted : seen?.muted) && { key: 'muted', shape: '⊘', words: m.court_mark_muted() },
    media.line.apart.has(seat) && { key: 'apart', shape: '!', words: m.court_mark_apart() },
    own && media.muted.audio && !view.you.muted && { key: 'muted', shape: '⊘', words: m.court_mark_own_muted() },
  ];
  return marks.filter((mark) => mark !== false && mark !== undefined);
}

import { HearingHappening, type MinuteLine } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { presentWords } from './present-words.js';

type Said = (about: { who: string; by: string; name: string }) => string;

const HAPPENED: Readonly<Record<HearingHappening, Said>> = {
  opened: m.court_min_opened,
  paused: m.court_min_paused,
  'paused-judge-lost': m.court_min_paused_judge_lost,
  resumed: m.court_min_resumed,
  adjourned: m.court_min_adjourned,
  closed: m.court_min_closed,
  came: m.court_min_came,
  went: m.court_min_went,
  admitted: m.court_min_admitted,
  'sent-back': m.court_min_sent_back,
  released: m.court_min_released,
  removed: m.court_min_removed,
  muted: m.court_min_muted,
  unmuted: m.court_min_unmuted,
  floor: m.court_min_floor,
  'cannot-hear': m.court_min_cannot_hear,
  'went-on-although': m.court_min_went_on,
  affirmed: m.court_min_affirmed,
  'roll-called': m.court_min_roll_called,
  conferring: m.court_min_conferring,
  conferred: m.court_min_conferred,
  'link-elsewhere': m.court_min_link_elsewhere,
  'handed-over': m.court_min_handed_over,
  'person-added': m.court_min_person_added,
  declared: m.court_min_declared,
  'room-asked': m.court_min_room_asked,
  'room-shown': m.court_min_room_shown,
  'room-seen': m.court_min_room_seen,
  'room-differs': m.court_min_room_differs,
  'other-voice': m.court_min_other_voice,
  'voice-noted': m.court_min_voice_noted,
  'counsel-proposed': m.court_min_counsel_proposed,
  'counsel-refused': m.court_min_counsel_refused,
  'counsel-unanswered': m.court_min_counsel_unanswered,
  'counsel-withdrawn': m.court_min_counsel_withdrawn,
  'counsel-changed': m.court_min_counsel_changed,
  'counsel-not-changed': m.court_min_counsel_not_changed,
};

/** Whose text is what somebody gave as a reason, or saw. */
const REASONED: ReadonlySet<HearingHappening> = new Set(['went-on-although', 'room-seen', 'room-differs']);

/** What a line says, in the language of the page; what somebody typed stays as it was typed. `nameOf`: name by seat. */
export function minuteWords(line: MinuteLine, nameOf: (seat: number) => string): string {
  const typed = line.text ?? '';
  if (line.kind !== 'event') return typed;
  const what = HearingHappening.safeParse(line.what);
  if (!what.success) return typed;
  if (what.data === 'floor' && line.seat === undefined) return m.court_min_floor_none();
  if (what.data === 'affirmed') {
    return (typed === 'oath' ? m.court_min_oath : m.court_min_affirmed)({ who: nameOf(line.seat ?? -1) });
  }
  const about = {
    who: line.seat === undefined ? '' : nameOf(line.seat),
    by: line.by === undefined ? '' : nameOf(line.by),
    // Of a counsel whom the line is about beside them.
    name: what.data === 'declared' ? presentWords(typed) : typed,
  };
  const reason = REASONED.has(what.data) && typed !== '' ? ` ${m.court_min_reason({ reason: typed })}` : '';
  return `${HAPPENED[what.data](about)}${reason}`;
}

import type { Company, Presence, RoomCheck } from '#protocol';
import { HearingError } from './hearing-error.js';
import { type Attendee, type Hearing, runsTheHearing } from './hearing.js';
import { change, note, type Note, type Step } from './step.js';

type Turn = 'ask' | 'shown' | 'seen' | 'differs';

/** From which state the look at a room comes to which. What is not here is refused; a court that has seen it may confirm unasked. */
const TURNS: Readonly<Record<Turn, { from: readonly (RoomCheck | undefined)[]; to: RoomCheck }>> = {
  ask: { from: [undefined, 'seen', 'differs'], to: 'asked' },
  shown: { from: ['asked'], to: 'shown' },
  seen: { from: ['asked', 'shown'], to: 'seen' },
  differs: { from: ['asked', 'shown'], to: 'differs' },
};

function turned(hearing: Hearing, { seat, roomCheck }: Attendee, turn: Turn): Hearing {
  const { from, to } = TURNS[turn];
  if (!from.includes(roomCheck)) throw new HearingError('wrong-state', 'seat');
  return change(hearing, seat, { roomCheck: to });
}

/** Of somebody who is called into court. The picture must reach it: while it is open, and not during a private word. */
export function askRoom(hearing: Hearing, by: number, asked: Attendee): Step {
  const { seat } = asked;
  if (runsTheHearing(asked.role)) throw new HearingError('not-allowed', 'seat');
  const apart = hearing.privateWord?.seats.includes(seat) === true;
  if (hearing.state !== 'open' || apart || !asked.connected) throw new HearingError('wrong-state', 'seat');
  return note(turned(hearing, asked, 'ask'), 'room-asked', { seat, by });
}

/** The person has shown it, and declares with it who else is there. */
export function shownRoom(hearing: Hearing, speaker: Attendee, present: readonly Presence[]): Step {
  const { seat } = speaker;
  const shown = turned(hearing, speaker, 'shown');
  const declared = declare(shown, speaker, present.length === 0 ? 'alone' : 'with-others', present);
  const effects: Note[] = [...declared.effects, { type: 'note', what: 'room-shown', seat, by: seat }];
  return { hearing: declared.hearing, effects };
}

/** What judge or clerk saw of it: as the person declares, or not; `text`: in their words. */
export function sawRoom(hearing: Hearing, by: number, shown: Attendee, asSaid: boolean, text?: string): Step {
  const seen = turned(hearing, shown, asSaid ? 'seen' : 'differs');
  const about = { seat: shown.seat, by, ...(text !== undefined && { text }) };
  return note(change(seen, shown.seat, { otherVoice: false }), asSaid ? 'room-seen' : 'room-differs', about);
}

/** Noted when it is said first, and when it changes: `nobody`, `somebody`, or words of Presence. */
export function declare(hearing: Hearing, by: Attendee, company: Company, listed: readonly Presence[]): Step {
  const { seat } = by;
  const present = company === 'alone' ? [] : [...new Set(listed)].sort();
  const said = change(hearing, seat, { company, present });
  if (by.company === company && by.present.join() === present.join()) return { hearing: said, effects: [] };
  const text = company === 'alone' ? 'nobody' : present.join(' ') || 'somebody';
  return note(said, 'declared', { seat, by: seat, text });
}

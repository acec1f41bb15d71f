import { HearingError } from './hearing-error.js';
import { type Attendee, type Hearing, runsTheHearing } from './hearing.js';
import { maySee } from './may-receive.js';
import { change, note, type Step } from './step.js';

/**
 * Somebody in court says that another voice than the person's own is heard in the room of `seat`, or in their own. No software
 * says so (ADR 24). It stands until the court takes note of it or has seen the room. Who may not know of the seat is answered
 * as if there were none.
 */
export function otherVoice(hearing: Hearing, by: number, seat: number): Step {
  const person = maySee(hearing, seat, by) ? hearing.people[seat] : undefined;
  if (person === undefined) throw new HearingError('person-unknown', 'seat');
  if (runsTheHearing(person.role)) throw new HearingError('not-allowed', 'seat');
  const apart = hearing.privateWord?.seats.includes(seat) === true;
  if (hearing.state !== 'open' || apart) throw new HearingError('wrong-state', 'seat');
  if (person.otherVoice) return { hearing, effects: [] };
  return note(change(hearing, seat, { otherVoice: true }), 'other-voice', { seat, by });
}

/** Judge or clerk has taken note of it. */
export function voiceNoted(hearing: Hearing, by: number, { seat, otherVoice: said }: Attendee): Step {
  if (!said) throw new HearingError('wrong-state', 'seat');
  return note(change(hearing, seat, { otherVoice: false }), 'voice-noted', { seat, by });
}

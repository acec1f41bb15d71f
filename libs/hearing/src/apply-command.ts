import type { HearingCommand, HearingState, Standing } from '#protocol';
import { answerCounsel, dropCounsel, type KnownCounsel, mayConfer, proposeCounsel } from './counsel-change.js';
import { HearingError } from './hearing-error.js';
import { type Attendee, type Hearing, isOver } from './hearing.js';
import { otherVoice, voiceNoted } from './other-voice.js';
import { hears, rollText } from './roll-call.js';
import { askRoom, declare, sawRoom, shownRoom } from './room-check.js';
import { change, note, type Step } from './step.js';
import { COMMANDS } from './who-may.js';

/** From which states a sitting can come to which. */
const SITTING: Readonly<
  Record<'open' | 'pause' | 'resume' | 'adjourn' | 'close', { from: readonly HearingState[]; to: HearingState }>
> = {
  open: { from: ['scheduled'], to: 'open' },
  pause: { from: ['open'], to: 'paused' },
  resume: { from: ['paused'], to: 'open' },
  adjourn: { from: ['scheduled', 'open', 'paused'], to: 'adjourned' },
  close: { from: ['open', 'paused'], to: 'closed' },
};

const HAPPENED = { open: 'opened', pause: 'paused', resume: 'resumed', adjourn: 'adjourned', close: 'closed' } as const;

/** How judge and clerk move somebody. Who was released does not come back; a removed person may be let into the lobby again. */
const MOVES: Readonly<
  Record<'admit' | 'send-back' | 'release' | 'remove', { from: readonly Standing[]; to: Standing }>
> = {
  admit: { from: ['waiting'], to: 'admitted' },
  'send-back': { from: ['admitted', 'removed'], to: 'waiting' },
  release: { from: ['admitted'], to: 'released' },
  remove: { from: ['waiting', 'admitted'], to: 'removed' },
};

const MOVED = { admit: 'admitted', 'send-back': 'sent-back', release: 'released', remove: 'removed' } as const;

/** `known`: of the account that a proposal of another counsel names. @throws HearingError */
export function applyCommand(hearing: Hearing, by: number, command: HearingCommand, known?: KnownCounsel): Step {
  const speaker = checkCommand(hearing, by, command.type);
  switch (command.type) {
    case 'open':
    case 'pause':
    case 'resume':
    case 'adjourn':
    case 'close':
      return sit(hearing, by, command.type);
    case 'admit':
    case 'send-back':
    case 'release':
    case 'remove':
      return move(hearing, by, command.type, command.seat);
    case 'ready':
      return declare(change(hearing, by, { ready: true }), speaker, command.company, command.present ?? []);
    case 'ask-room':
      return askRoom(hearing, by, inCourt(hearing, command.seat));
    case 'room-shown':
      return shownRoom(hearing, speaker, command.present);
    case 'room-seen':
      return sawRoom(hearing, by, inCourt(hearing, command.seat), command.asSaid, command.text);
    case 'hand':
      return raise(hearing, speaker, command.up);
    case 'cannot-hear':
      return note(change(hearing, by, { cannotHear: true }), 'cannot-hear', { seat: by, by });
    case 'other-voice':
      return otherVoice(hearing, by, command.seat);
    case 'voice-noted':
      return voiceNoted(hearing, by, inCourt(hearing, command.seat));
    case 'affirm':
      if (speaker.affirmed.includes(command.what)) return { hearing, effects: [] };
      return note(change(hearing, by, { affirmed: [...speaker.affirmed, command.what] }), 'affirmed', {
        seat: by,
        by,
        text: command.what,
      });
    case 'hears':
      return hears(hearing, { listener: by, speaker: command.seat, yes: command.yes, measured: command.measured });
    case 'mute': {
      inCourt(hearing, command.seat);
      const muted = change(hearing, command.seat, { muted: command.on });
      return note(muted, command.on ? 'muted' : 'unmuted', { seat: command.seat, by });
    }
    case 'floor':
      return giveFloor(hearing, by, command.seat);
    case 'roll-call':
      return command.on
        ? { hearing: { ...hearing, roll: [] }, effects: [] }
        : note({ ...hearing, roll: undefined }, 'roll-called', { by, text: rollText(hearing.roll ?? []) });
    case 'go-on': {
      inCourt(hearing, command.seat);
      const heard = change(hearing, command.seat, { cannotHear: false });
      return note(heard, 'went-on-although', { seat: command.seat, by, text: command.reason });
    }
    case 'confer':
      return confer(hearing, speaker, command.seat);
    case 'detached':
      return detached(hearing, by);
    case 'rejoin':
      if (hearing.privateWord?.seats.includes(by) !== true) throw new HearingError('wrong-state');
      return note({ ...hearing, privateWord: undefined }, 'conferred', { by });
    case 'propose-counsel':
      return proposeCounsel(hearing, by, command, known);
    case 'answer-counsel':
      return answerCounsel(hearing, by, command.number, command.yes);
    case 'drop-counsel':
      return dropCounsel(hearing, by);
  }
}

/** Who says it, if this seat may say such a thing at all where it stands. @throws HearingError */
export function checkCommand(hearing: Hearing, by: number, type: HearingCommand['type']): Attendee {
  const speaker = hearing.people[by];
  if (speaker === undefined) throw new HearingError('person-unknown');
  if (isOver(hearing)) throw new HearingError('hearing-over');
  const { roles, where } = COMMANDS[type];
  if (!roles.includes(speaker.role)) throw new HearingError('not-allowed');
  if (speaker.standing === 'released' || speaker.standing === 'removed') throw new HearingError('not-allowed');
  if (where === 'in-court' && speaker.standing !== 'admitted') throw new HearingError('not-in-court');
  return speaker;
}

function inCourt(hearing: Hearing, seat: number): Attendee {
  const person = hearing.people[seat];
  if (person === undefined) throw new HearingError('person-unknown', 'seat');
  if (person.standing !== 'admitted') throw new HearingError('not-in-court', 'seat');
  return person;
}

function sit(hearing: Hearing, by: number, type: keyof typeof SITTING): Step {
  const { from, to } = SITTING[type];
  if (!from.includes(hearing.state)) throw new HearingError('wrong-state');
  const pausedBy = to === 'paused' ? ('court' as const) : undefined;
  // What nobody has answered by the end of a sitting is not asked any more.
  const counselChange = to === 'adjourned' || to === 'closed' ? undefined : hearing.counselChange;
  return note({ ...hearing, state: to, pausedBy, privateWord: undefined, counselChange }, HAPPENED[type], { by });
}

function move(hearing: Hearing, by: number, type: keyof typeof MOVES, seat: number): Step {
  const person = hearing.people[seat];
  if (person === undefined) throw new HearingError('person-unknown', 'seat');
  const { from, to } = MOVES[type];
  if (!from.includes(person.standing)) throw new HearingError('wrong-state', 'seat');
  const moved = change(hearing, seat, {
    standing: to,
    hand: 0,
    cannotHear: false,
    otherVoice: false,
    roomCheck: undefined,
  });
  const floor = to !== 'admitted' && hearing.floor === seat ? undefined : hearing.floor;
  const privateWord = hearing.privateWord?.seats.includes(seat) === true ? undefined : hearing.privateWord;
  return note({ ...moved, floor, privateWord }, MOVED[type], { seat, by });
}

function raise(hearing: Hearing, { seat, hand }: Attendee, up: boolean): Step {
  if (hand > 0 === up) return { hearing, effects: [] };
  const last = Math.max(...hearing.people.map((one) => one.hand));
  return { hearing: change(hearing, seat, { hand: up ? last + 1 : 0 }), effects: [] };
}

function giveFloor(hearing: Hearing, by: number, seat: number | null): Step {
  if (seat === null) return note({ ...hearing, floor: undefined }, 'floor', { by });
  inCourt(hearing, seat);
  return note({ ...change(hearing, seat, { hand: 0 }), floor: seat }, 'floor', { seat, by });
}

/** Between counsel and accused, and nobody else; not while another counsel takes the place. */
function confer(hearing: Hearing, { seat }: Attendee, other: number): Step {
  inCourt(hearing, other);
  if (!mayConfer(hearing, seat, other)) throw new HearingError('not-allowed', 'seat');
  const changing = hearing.counselChange?.state === 'taking-effect';
  if (hearing.state !== 'open' || hearing.privateWord !== undefined || changing) throw new HearingError('wrong-state');
  const privateWord = { seats: [seat, other] as const, detached: [], quiet: false };
  return note({ ...hearing, privateWord }, 'conferring', { by: seat, seat: other });
}

function detached(hearing: Hearing, by: number): Step {
  const word = hearing.privateWord;
  if (word?.seats.includes(by) !== true) throw new HearingError('wrong-state');
  const all = word.detached.includes(by) ? word.detached : [...word.detached, by];
  return { hearing: { ...hearing, privateWord: { ...word, detached: all } }, effects: [] };
}

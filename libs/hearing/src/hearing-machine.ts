import type { AddPerson, HearingCommand, RefusalCode } from '#protocol';
import { addPerson } from './add-person.js';
import { carriedOut, failCounsel, type KnownCounsel, leaveUnanswered } from './counsel-change.js';
import { handOver, type NextClerk } from './hand-over.js';
import type { Attendee, Hearing } from './hearing.js';
import { applyCommand } from './apply-command.js';
import { change, note, type Step } from './step.js';

export type HearingEvent =
  /** A device of this seat is here; the newest of a seat wins. */
  | { readonly type: 'came'; readonly seat: number; readonly address: string }
  | { readonly type: 'went'; readonly seat: number }
  /** The link of this seat was tried with another device. */
  | { readonly type: 'link-elsewhere'; readonly seat: number }
  /** A new link was made for this seat: what was seen of the former one is of no interest any more. */
  | { readonly type: 'link-made'; readonly seat: number }
  /** The facility was started anew: nobody is here, and a hearing that was open had lost its judge. */
  | { readonly type: 'restarted' }
  /** The hearing plane has had no audio of either party of the private word for QUIET_MS. */
  | { readonly type: 'quiet' }
  /** The clerk at seat `from` has handed the hearing over. */
  | { readonly type: 'handed-over'; readonly from: number; readonly next: NextClerk }
  /** The clerk at seat `by` has had somebody added. */
  | { readonly type: 'person-added'; readonly by: number; readonly person: AddPerson }
  /** `known`: of the account that a proposal of another counsel names. */
  | { readonly type: 'said'; readonly seat: number; readonly command: HearingCommand; readonly known?: KnownCounsel }
  /** Of the change of counsel of this number: nobody answered; it is in the database (`seat`: of who comes); it is not. */
  | { readonly type: 'counsel-unanswered'; readonly number: number }
  | { readonly type: 'counsel-changed'; readonly number: number; readonly seat: number }
  | { readonly type: 'counsel-failed'; readonly number: number; readonly why: RefusalCode };

/**
 * What a hearing becomes by an event, and what is to be done. Pure. @throws HearingError for a command that this seat may not
 * give, or not now; nothing has then happened.
 */
export function transition(hearing: Hearing, event: HearingEvent): Step {
  switch (event.type) {
    case 'came':
      return came(hearing, event.seat, event.address);
    case 'went':
      return went(hearing, event.seat);
    case 'link-elsewhere':
      return note(change(hearing, event.seat, { linkElsewhere: true }), 'link-elsewhere', { seat: event.seat });
    case 'link-made':
      return { hearing: change(hearing, event.seat, { linkElsewhere: false }), effects: [] };
    case 'restarted':
      return hearing.state === 'open' ? judgeLost(hearing) : { hearing, effects: [] };
    case 'quiet':
      return quiet(hearing);
    case 'said':
      return applyCommand(hearing, event.seat, event.command, event.known);
    case 'person-added':
      return addPerson(hearing, event.by, event.person);
    case 'handed-over':
      return handOver(hearing, event.from, event.next);
    case 'counsel-unanswered':
      return leaveUnanswered(hearing, event.number);
    case 'counsel-changed':
      return carriedOut(hearing, event.number, event.seat);
    case 'counsel-failed':
      return failCounsel(hearing, event.number, event.why);
  }
}

/** The clerk, and whoever was in court before, is in court again at once: a dropped line costs no seat. */
function came(hearing: Hearing, seat: number, address: string): Step {
  const person = hearing.people[seat] as Attendee;
  const arrived = person.standing === 'expected' ? (person.role === 'clerk' ? 'admitted' : 'waiting') : person.standing;
  return note(change(hearing, seat, { connected: true, address, standing: arrived }), 'came', { seat });
}

/** A court without its judge does not go on. */
function went(hearing: Hearing, seat: number): Step {
  const person = hearing.people[seat] as Attendee;
  if (!person.connected) return { hearing, effects: [] };
  const gone = note(change(hearing, seat, { connected: false, hand: 0 }), 'went', { seat });
  const judges = gone.hearing.people.filter(({ role, standing }) => role === 'judge' && standing === 'admitted');
  const lost = person.role === 'judge' && person.standing === 'admitted' && !judges.some(({ connected }) => connected);
  if (hearing.state !== 'open' || !lost) return gone;
  const paused = judgeLost(gone.hearing, seat);
  return { hearing: paused.hearing, effects: [...gone.effects, ...paused.effects] };
}

const judgeLost = (hearing: Hearing, seat?: number): Step =>
  note(
    { ...hearing, state: 'paused', pausedBy: 'judge-lost', privateWord: undefined },
    'paused-judge-lost',
    seat === undefined ? {} : { seat },
  );

function quiet(hearing: Hearing): Step {
  const word = hearing.privateWord;
  if (word === undefined || word.quiet || word.detached.length < 2) return { hearing, effects: [] };
  return { hearing: { ...hearing, privateWord: { ...word, quiet: true } }, effects: [] };
}

import {
  type CounselChangeState,
  type HearingCommand,
  type HearingHappening,
  isUnderWay,
  type RefusalCode,
} from '#protocol';
import { HearingError } from './hearing-error.js';
import { type Attendee, type CounselChange, type Hearing, newAttendee } from './hearing.js';
import { note, type Note, type Step } from './step.js';

/** What the facility knows of an attorney's account in use; `seat`: where this hearing has them already. */
export interface KnownCounsel {
  readonly name: string;
  readonly seat: number | undefined;
}

/** Who has not answered by then is not asked any more (milliseconds). */
export const ANSWER_WITHIN_MS = 5 * 60_000;

type Turn = 'yes' | 'no' | 'no-answer' | 'withdraw' | 'done' | 'not-done';

/** From which state a change comes to which. What is not here is refused. */
const TURNS: Readonly<Record<Turn, { from: CounselChangeState; to: CounselChangeState }>> = {
  yes: { from: 'asked', to: 'taking-effect' },
  no: { from: 'asked', to: 'refused' },
  'no-answer': { from: 'asked', to: 'unanswered' },
  withdraw: { from: 'asked', to: 'withdrawn' },
  done: { from: 'taking-effect', to: 'changed' },
  'not-done': { from: 'taking-effect', to: 'failed' },
};

type Wish = Extract<HearingCommand, { type: 'propose-counsel' }>;

/** Puts it to the accused, who must be here to see it. `known`: of the account that comes. */
export function proposeCounsel(hearing: Hearing, by: number, wish: Wish, known: KnownCounsel | undefined): Step {
  const { people, privateWord, counselChange: last } = hearing;
  const accused = people[wish.seat];
  if (accused === undefined) throw new HearingError('person-unknown', 'seat');
  if (accused.role !== 'accused') throw new HearingError('not-allowed', 'seat');
  if (isUnderWay(last?.state) || privateWord?.seats.includes(wish.seat) === true) throw new HearingError('wrong-state');
  const here = accused.standing === 'waiting' || accused.standing === 'admitted';
  if (!accused.connected || !here) throw new HearingError('not-in-court', 'seat');
  const former = accused.counsel ?? wish.former;
  if (wish.former !== undefined && wish.former !== former) throw new HearingError('parties-differ', 'former');
  const goes = former === undefined ? undefined : people[former];
  if (goes?.role !== 'counsel') throw new HearingError('person-unknown', 'former');
  if (known === undefined) throw new HearingError('attorney-unknown', 'attorney');
  const before = known.seat === undefined ? undefined : people[known.seat];
  if (before === goes) throw new HearingError('wrong-state', 'attorney');
  if (before !== undefined && !mayCome(before)) throw new HearingError('not-allowed', 'attorney');
  const { attorney, seat } = wish;
  const { name } = known;
  const number = (last?.number ?? 0) + 1;
  const change = { number, accused: seat, former: goes.seat, attorney, name, state: 'asked' as const, read: false };
  return note({ ...hearing, counselChange: change }, 'counsel-proposed', { seat, by, text: name });
}

/** Whoever judge or clerk sent out of the hearing does not come back as counsel. */
const mayCome = ({ role, standing, relievedBy }: Attendee): boolean =>
  role === 'counsel' && standing !== 'removed' && (standing !== 'released' || relievedBy.length > 0);

/** Of the accused, seen on the own screen: not during a private word. */
export function answerCounsel(hearing: Hearing, by: number, number: number, yes: boolean): Step {
  const change = hearing.counselChange;
  const apart = hearing.privateWord?.seats.includes(by) === true;
  if (change?.number !== number || change.accused !== by || apart) throw new HearingError('wrong-state');
  const answered = turned(hearing, number, yes ? 'yes' : 'no');
  return yes ? { hearing: answered, effects: [] } : told(answered, 'counsel-refused', by);
}

/** Takes back what is asked; what came of another is read. */
export function dropCounsel(hearing: Hearing, by: number): Step {
  const change = hearing.counselChange;
  if (change === undefined || change.read || change.state === 'taking-effect') throw new HearingError('wrong-state');
  if (change.state === 'asked')
    return told(turned(hearing, change.number, 'withdraw', { read: true }), 'counsel-withdrawn', by);
  return { hearing: { ...hearing, counselChange: { ...change, read: true } }, effects: [] };
}

export const leaveUnanswered = (hearing: Hearing, number: number): Step =>
  told(turned(hearing, number, 'no-answer'), 'counsel-unanswered');

export const failCounsel = (hearing: Hearing, number: number, why: RefusalCode): Step =>
  told(turned(hearing, number, 'not-done', { why }), 'counsel-not-changed');

/** It was carried out: `seat` is that of who came. A word in private with who went, or with the accused, is over. */
export function carriedOut(hearing: Hearing, number: number, seat: number): Step {
  const after = turned(hearing, number, 'done');
  const { accused, former } = after.counselChange;
  const people = withCounsel(hearing.people, after.counselChange, seat);
  const inCourt = people[former]?.standing === 'admitted';
  const floor = after.floor === former && !inCourt ? undefined : after.floor;
  const apart = after.privateWord?.seats.some((one) => one === accused || one === former) === true;
  const privateWord = apart ? undefined : after.privateWord;
  const goes = hearing.people[former] as Attendee;
  return note({ ...after, people, floor, privateWord }, 'counsel-changed', { seat, by: accused, text: goes.name });
}

/**
 * Everybody after the change; `seat` of who comes is the next one, or the one they have here already. Who was protected from
 * who goes is protected from who comes. Who goes is out, unless another accused has them, or may have.
 */
export function withCounsel(
  people: readonly Attendee[],
  { accused, former, name }: Pick<CounselChange, 'accused' | 'former' | 'name'>,
  seat: number,
): readonly Attendee[] {
  const goes = people[former] as Attendee;
  const { language, protectedFrom } = goes;
  const before = people[seat];
  const came = before ?? newAttendee({ role: 'counsel', name, language, protectedFrom }, seat);
  const relievedBefore = came.standing === 'released' && came.relievedBy.length > 0;
  const stays = people.some(
    (one) => one.role === 'accused' && one.seat !== accused && (one.counsel ?? former) === former,
  );
  return (before === undefined ? [...people, came] : people).map((one): Attendee => {
    const protection = one.protectedFrom.includes(former) ? without([...one.protectedFrom, seat], one.seat) : undefined;
    const kept = protection === undefined ? one : { ...one, protectedFrom: protection };
    if (one.seat === accused) return { ...kept, counsel: seat };
    if (one.seat === former) {
      const out = stays ? {} : { standing: 'released' as const, hand: 0, cannotHear: false };
      return { ...kept, relievedBy: without([...one.relievedBy, accused]), ...out };
    }
    if (one.seat !== seat) return kept;
    return {
      ...kept,
      protectedFrom: without([...kept.protectedFrom, ...protectedFrom], seat),
      relievedBy: without(one.relievedBy, accused),
      ...(relievedBefore && { standing: 'expected' as const }),
    };
  });
}

/** Each once. */
const without = (seats: readonly number[], seat?: number): number[] =>
  [...new Set(seats)].filter((one) => one !== seat);

/** Whether these two may have a word in private, as far as roles and a change of counsel say: one of each, neither relieved. */
export function mayConfer(hearing: Hearing, one: number, other: number): boolean {
  const both = [hearing.people[one], hearing.people[other]];
  const counsel = both.find((who) => who?.role === 'counsel');
  const accused = both.find((who) => who?.role === 'accused');
  return counsel !== undefined && accused !== undefined && !counsel.relievedBy.includes(accused.seat);
}

function turned(
  hearing: Hearing,
  number: number,
  turn: Turn,
  more: Partial<CounselChange> = {},
): Hearing & { readonly counselChange: CounselChange } {
  const change = hearing.counselChange;
  const { from, to } = TURNS[turn];
  if (change?.number !== number || change.state !== from) throw new HearingError('wrong-state');
  return { ...hearing, counselChange: { ...change, ...more, state: to } };
}

function told(hearing: ReturnType<typeof turned>, what: HearingHappening, by?: number): Step {
  const { accused: seat, name: text } = hearing.counselChange;
  const about: Omit<Note, 'type' | 'what'> = { seat, text, ...(by !== undefined && { by }) };
  return note(hearing, what, about);
}

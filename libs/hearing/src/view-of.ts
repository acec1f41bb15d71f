import type { CounselChangeSeen, HearingView, LobbyPerson, SeenPerson } from '#protocol';
import { mayConfer } from './counsel-change.js';
import { type Attendee, type Hearing, isOver, runsItNow } from './hearing.js';
import { maySee } from './may-receive.js';

/** What never changes of a hearing while it runs, as the screens show it. Times are RFC 3339, UTC. */
export type HearingHead = Pick<HearingView, 'hearing' | 'caseNumber' | 'courtroom' | 'from' | 'to'>;

/**
 * What the seat is told: for who is not in court nothing of the others, no count, no floor, and of the state only whether it
 * is over. `able`: seats with which it could have a word in private, by what their devices can do. @returns a new object with nothing in it that this seat may not know.
 */
export function viewOf(head: HearingHead, hearing: Hearing, seat: number, able: readonly number[] = []): HearingView {
  const you = hearing.people[seat] as Attendee;
  const inside = you.standing === 'admitted';
  const court = runsItNow(you);
  const seen = hearing.people.filter((one) => one.seat !== seat && maySee(hearing, one.seat, seat));
  // A place counted among all would tell of hands of those who may not be known.
  const hands = order([you, ...seen]);
  const floor = hearing.floor !== undefined && maySee(hearing, hearing.floor, seat) ? hearing.floor : null;
  const roll = inside ? hearing.roll?.filter((said) => court || said.listener === seat) : undefined;
  return {
    ...head,
    state: inside || court || isOver(hearing) ? hearing.state : 'scheduled',
    ...(inside && hearing.pausedBy !== undefined ? { pausedBy: hearing.pausedBy } : {}),
    you: {
      seat,
      role: you.role,
      name: you.name,
      language: you.language,
      ...signOf(you),
      standing: you.standing,
      muted: you.muted,
      handUp: you.hand > 0,
      ready: you.ready,
      affirmed: [...you.affirmed],
      ...(inside && you.roomCheck !== undefined && { roomCheck: you.roomCheck }),
      conferring: conferring(hearing, seat),
      confidants: inside ? able.filter((other) => maySee(hearing, other, seat) && mayConfer(hearing, seat, other)) : [],
      ...counselOf(you),
      ...(you.relievedBy.length > 0 && { relieved: true as const }),
    },
    people: seen.map((one) => ({
      seat: one.seat,
      role: one.role,
      name: one.name,
      ...signOf(one),
      connected: one.connected,
      muted: one.muted,
      ...(one.hand > 0 ? { hand: hands.indexOf(one.seat) + 1 } : {}),
      conferring: hearing.privateWord?.seats.includes(one.seat) === true,
      cannotHear: one.cannotHear,
      ...(one.otherVoice && { otherVoice: true as const }),
      ...(court && { ...roomOf(one), ...counselOf(one) }),
    })),
    floor,
    ...(court ? { lobby: lobby(hearing) } : {}),
    ...(roll === undefined ? {} : { roll: [...roll] }),
    ...changeFor(hearing, you),
  };
}

const declaredBy = ({ company, present }: Attendee): Pick<LobbyPerson, 'company' | 'present'> =>
  company === undefined ? {} : { company, present: [...present] };

const roomOf = (one: Attendee): Pick<SeenPerson, 'company' | 'present' | 'roomCheck'> => ({
  ...declaredBy(one),
  ...(one.roomCheck !== undefined && { roomCheck: one.roomCheck }),
});

const signOf = ({ signLanguage }: Attendee): Pick<SeenPerson, 'signLanguage'> => (signLanguage ? { signLanguage } : {});

const counselOf = ({ role, counsel }: Attendee): { counsel?: number } =>
  role === 'accused' && counsel !== undefined ? { counsel } : {};

/** For those who run the hearing and the accused whom it concerns; to others there is none. */
function changeFor(hearing: Hearing, you: Attendee): { counselChange?: CounselChangeSeen } {
  const change = hearing.counselChange;
  if (change === undefined || change.read || (!runsItNow(you) && you.seat !== change.accused)) return {};
  const { number, accused, former, name: comes, state, why } = change;
  const goes = hearing.people[former]?.name ?? '';
  return { counselChange: { number, accused, comes, goes, state, ...(why !== undefined && { why }) } };
}

/** Seats whose hand is up, the first to raise it first. */
const order = (people: readonly Attendee[]): number[] =>
  people
    .filter(({ hand }) => hand > 0)
    .sort((a, b) => a.hand - b.hand)
    .map(({ seat }) => seat);

function conferring({ privateWord }: Hearing, seat: number): HearingView['you']['conferring'] {
  if (privateWord?.seats.includes(seat) !== true) return 'no';
  if (privateWord.quiet) return 'private';
  return privateWord.detached.includes(seat) ? 'detached' : 'detach';
}

const lobby = ({ people }: Hearing): NonNullable<HearingView['lobby']> =>
  people
    .filter(({ standing }) => standing !== 'admitted')
    .map((one) => ({
      seat: one.seat,
      role: one.role,
      name: one.name,
      ...signOf(one),
      standing: one.standing,
      connected: one.connected,
      ...declaredBy(one),
      sameAddress: people
        .filter(({ seat, address }) => seat !== one.seat && address !== undefined && address === one.address)
        .map(({ seat }) => seat),
      linkElsewhere: one.linkElsewhere,
      protectedFrom: [...one.protectedFrom],
      ...counselOf(one),
    }));

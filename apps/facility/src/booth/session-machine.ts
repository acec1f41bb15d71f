import type { CompletionCode } from '#protocol';
import {
  afterLeaving,
  type Arrival,
  fitsWith,
  isKeyed,
  newRound,
  noted,
  placesHere,
  withPlace,
  type Round,
  type Rounds,
  welcomed,
} from './session-rounds.js';

/** At most so many attempts follow each other without a person asking (E2EE.md §3). */
export const MAX_AUTOMATIC_ATTEMPTS = 8;

/** A booth session. `waiting`: parties may be here, there is no room yet. Places are those of the booked roster. */
export type Session =
  | { readonly phase: 'waiting'; readonly present: readonly boolean[] }
  | ({
      readonly phase: 'open';
      /** Booth and attorney were here at once at least once. */
      readonly met: boolean;
      readonly attempts: number;
      /** The round in which the attorney went on without comparing; who was away then is told when it is back. */
      readonly skipped?: string;
    } & Rounds)
  | { readonly phase: 'ended'; readonly present: readonly boolean[]; readonly code: CompletionCode };

export type SessionEvent =
  /** `holds`: the round that the device says it has the keys of, or can resume. */
  | { readonly type: 'entered'; readonly place: number; readonly holds?: string | undefined }
  | { readonly type: 'left'; readonly place: number }
  /** The room exists. `attempts`, `resume` (a compared round): what is known of a session of two from before a restart. */
  | { readonly type: 'opened'; readonly attempts: number; readonly resume: string | undefined }
  | { readonly type: 'confirmed'; readonly place: number; readonly round: string }
  | { readonly type: 'verdict'; readonly place: number; readonly round: string; readonly same: boolean }
  | { readonly type: 'aborted'; readonly place: number; readonly round: string; readonly code: string }
  | { readonly type: 'again'; readonly place: number }
  | { readonly type: 'skipped'; readonly place: number; readonly round: string }
  /** Somebody else is a party from now on, and everybody has left. */
  | { readonly type: 'rebooked' }
  | { readonly type: 'end'; readonly code: CompletionCode };

export type SessionEffect =
  /** Tell everybody who is here. */
  | { readonly type: 'tell-state' }
  | { readonly type: 'give-media'; readonly place: number }
  | { readonly type: 'offer'; readonly round: Round }
  | { readonly type: 'enter-joined' | 'enter-left' | 'enter-skipped'; readonly place: number }
  /** Tell this place that there is no comparing in the round any more. */
  | { readonly type: 'tell-skipped'; readonly place: number; readonly round: string }
  | { readonly type: 'close'; readonly code: CompletionCode };

export interface Step {
  readonly session: Session;
  readonly effects: readonly SessionEffect[];
}

export const newSession = (places: number): Session => ({ phase: 'waiting', present: Array(places).fill(false) });

type Open = Extract<Session, { phase: 'open' }>;

/** A new offer to all who are here, if those are here without whom there is none, and (automatically) attempts are left. */
const offered = (session: Open, fresh: string, asked: boolean): Step => {
  const places = placesHere(session.present);
  if (places === undefined) return { session, effects: [] };
  if (!asked && session.attempts >= MAX_AUTOMATIC_ATTEMPTS) return { session, effects: [] };
  const round = newRound(fresh, session.attempts + 1, places);
  const served = isKeyed(session.round) ? session.round : session.served;
  return { session: { ...session, attempts: round.attempt, round, served }, effects: [{ type: 'offer', round }] };
};

/** The room came to be with those who are here, or (`comes`) somebody comes into it. */
const offeredOnArrival = (session: Open, comes: Arrival | undefined, fresh: string): Step => {
  const welcome = comes === undefined ? session : welcomed(session, comes);
  if (placesHere(session.present) === undefined) return { session: welcome, effects: [] };
  const met = { ...welcome, met: true };
  const fits = comes === undefined ? isKeyed(met.round) : fitsWith(met, comes);
  return fits ? { session: met, effects: [] } : offered(met, fresh, false);
};

const onWaiting = (session: Extract<Session, { phase: 'waiting' }>, event: SessionEvent, fresh: string): Step => {
  switch (event.type) {
    case 'entered':
    case 'left': {
      const present = withPlace(session.present, event.place, event.type === 'entered');
      return { session: { ...session, present }, effects: [{ type: 'tell-state' }] };
    }
    case 'opened': {
      const { present } = session;
      const whole =
        event.resume === undefined ? undefined : newRound(event.resume, event.attempts, [...present.keys()]);
      const round = whole && {
        ...whole,
        confirmed: whole.places.map(() => true),
        matched: whole.places.map(() => true),
      };
      const open: Open = { phase: 'open', present, met: false, attempts: event.attempts, round, served: undefined };
      const here = present.flatMap((is, place) => (is ? [place] : []));
      const next = offeredOnArrival(open, undefined, fresh);
      return {
        session: next.session,
        effects: [
          ...here.map((place) => ({ type: 'enter-joined' as const, place })),
          { type: 'tell-state' },
          ...here.map((place) => ({ type: 'give-media' as const, place })),
          ...next.effects,
        ],
      };
    }
    case 'end':
      return closed(session, event.code);
    default:
      return { session, effects: [] };
  }
};

const closed = (session: Session, code: CompletionCode): Step => ({
  session: { phase: 'ended', present: session.present, code },
  effects: [{ type: 'close', code }],
});

const onOpen = (session: Open, event: SessionEvent, fresh: string): Step => {
  const known = 'round' in event && [session.round, session.served].some((round) => round?.id === event.round);
  switch (event.type) {
    case 'entered': {
      const present = withPlace(session.present, event.place, true);
      const next = offeredOnArrival({ ...session, present }, event, fresh);
      return {
        session: next.session,
        effects: [
          { type: 'enter-joined', place: event.place },
          { type: 'tell-state' },
          { type: 'give-media', place: event.place },
          ...(session.skipped !== undefined && session.skipped === event.holds
            ? [{ type: 'tell-skipped' as const, place: event.place, round: session.skipped }]
            : []),
          ...next.effects,
        ],
      };
    }
    case 'left': {
      const without = { ...session, present: withPlace(session.present, event.place, false) };
      const after = afterLeaving(without, event.place);
      const next = after === 'offer' ? offered(without, fresh, false) : { session: after, effects: [] };
      return {
        session: next.session,
        effects: [{ type: 'enter-left', place: event.place }, { type: 'tell-state' }, ...next.effects],
      };
    }
    case 'confirmed':
      return { session: noted(session, event, 'confirmed'), effects: [] };
    case 'verdict':
      if (known && !event.same) return closed(session, 'codes-differ');
      return { session: noted(session, event, 'matched'), effects: [] };
    case 'aborted':
      if (known && event.code === 'verdict-different') return closed(session, 'codes-differ');
      if (event.round !== session.round?.id) return { session, effects: [] };
      return offered({ ...session, round: undefined }, fresh, false);
    case 'again':
      return offered(session, fresh, true);
    case 'skipped': {
      if (event.round !== session.round?.id) return { session, effects: [] };
      const skipped = { ...session, skipped: event.round };
      return { session: skipped, effects: [{ type: 'enter-skipped', place: event.place }] };
    }
    case 'rebooked': {
      const { present, attempts } = session;
      const anew: Open = { phase: 'open', present, met: false, attempts, round: undefined, served: undefined };
      return { session: anew, effects: [] };
    }
    case 'end':
      return closed(session, event.code);
    default:
      return { session, effects: [] };
  }
};

/** The one transition. `fresh`: 128 random bits for an offer, should one follow; used at most once. */
export const transition = (session: Session, event: SessionEvent, fresh: string): Step => {
  if (session.phase === 'ended') return { session, effects: [] };
  return session.phase === 'waiting' ? onWaiting(session, event, fresh) : onOpen(session, event, fresh);
};

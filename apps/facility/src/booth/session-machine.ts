import type { CompletionCode } from '#protocol';

/** At most so many attempts follow each other without a person asking (E2EE.md §3). */
export const MAX_AUTOMATIC_ATTEMPTS = 8;

/** One OFFER as far as the facility sees it: what it relayed, never what the devices conclude. */
export interface Round {
  readonly id: string;
  readonly attempt: number;
  /** Places whose `confirm` was relayed; all: the devices are probably keyed, and a return is theirs to resume. */
  readonly confirmed: readonly boolean[];
  /** Places whose valid signed "same" was relayed. */
  readonly matched: readonly boolean[];
}

/** A booth session. `waiting`: parties may be here, there is no room yet. */
export type Session =
  | { readonly phase: 'waiting'; readonly present: readonly boolean[] }
  | {
      readonly phase: 'open';
      readonly present: readonly boolean[];
      readonly met: boolean;
      readonly attempts: number;
      readonly round: Round | undefined;
    }
  | { readonly phase: 'ended'; readonly present: readonly boolean[]; readonly code: CompletionCode };

export type SessionEvent =
  | { readonly type: 'entered'; readonly place: number }
  | { readonly type: 'left'; readonly place: number }
  /** The room exists. `attempts`, `resume`: what the database knows of a session that ran before a restart. */
  | { readonly type: 'opened'; readonly attempts: number; readonly resume: string | undefined }
  | { readonly type: 'confirmed'; readonly place: number; readonly round: string }
  | { readonly type: 'verdict'; readonly place: number; readonly round: string; readonly same: boolean }
  | { readonly type: 'aborted'; readonly place: number; readonly round: string; readonly code: string }
  | { readonly type: 'again'; readonly place: number }
  | { readonly type: 'skipped'; readonly place: number; readonly round: string }
  | { readonly type: 'end'; readonly code: CompletionCode };

export type SessionEffect =
  /** Tell everybody who is here. */
  | { readonly type: 'tell-state' }
  | { readonly type: 'give-media'; readonly place: number }
  | { readonly type: 'offer'; readonly round: Round }
  | { readonly type: 'enter-joined' | 'enter-left' | 'enter-skipped'; readonly place: number }
  | { readonly type: 'close'; readonly code: CompletionCode };

export interface Step {
  readonly session: Session;
  readonly effects: readonly SessionEffect[];
}

export const newSession = (places: number): Session => ({ phase: 'waiting', present: Array(places).fill(false) });

const withPlace = (list: readonly boolean[], place: number, value: boolean): boolean[] =>
  list.map((old, i) => (i === place ? value : old));

const everybody = (list: readonly boolean[]): boolean => list.every(Boolean);

type Open = Extract<Session, { phase: 'open' }>;

/** A new offer, if everybody is here and (automatically) attempts are left. */
const offered = (session: Open, fresh: string, asked: boolean): Step => {
  if (!everybody(session.present)) return { session, effects: [] };
  if (!asked && session.attempts >= MAX_AUTOMATIC_ATTEMPTS) return { session, effects: [] };
  const none = session.present.map(() => false);
  const round = { id: fresh, attempt: session.attempts + 1, confirmed: none, matched: none };
  return { session: { ...session, attempts: round.attempt, round }, effects: [{ type: 'offer', round }] };
};

/** A party came (back): offers unless the devices hold keys of a finished handshake, which they resume themselves. */
const offeredOnArrival = (session: Open, fresh: string): Step => {
  if (!everybody(session.present)) return { session, effects: [] };
  const met = { ...session, met: true };
  return session.round !== undefined && everybody(session.round.confirmed)
    ? { session: met, effects: [] }
    : offered(met, fresh, false);
};

const onWaiting = (session: Extract<Session, { phase: 'waiting' }>, event: SessionEvent, fresh: string): Step => {
  switch (event.type) {
    case 'entered':
    case 'left': {
      const present = withPlace(session.present, event.place, event.type === 'entered');
      return { session: { ...session, present }, effects: [{ type: 'tell-state' }] };
    }
    case 'opened': {
      const all = session.present.map(() => true);
      const round =
        event.resume === undefined
          ? undefined
          : { id: event.resume, attempt: event.attempts, confirmed: all, matched: all.map(() => false) };
      const open: Open = { phase: 'open', present: session.present, met: false, attempts: event.attempts, round };
      const here = session.present.flatMap((is, place) => (is ? [place] : []));
      const next = offeredOnArrival(open, fresh);
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
  const { round } = session;
  const current = 'round' in event && round !== undefined && event.round === round.id ? round : undefined;
  switch (event.type) {
    case 'entered': {
      const next = offeredOnArrival({ ...session, present: withPlace(session.present, event.place, true) }, fresh);
      return {
        session: next.session,
        effects: [
          { type: 'enter-joined', place: event.place },
          { type: 'tell-state' },
          { type: 'give-media', place: event.place },
          ...next.effects,
        ],
      };
    }
    case 'left':
      return {
        session: { ...session, present: withPlace(session.present, event.place, false) },
        effects: [{ type: 'enter-left', place: event.place }, { type: 'tell-state' }],
      };
    case 'confirmed':
      if (current === undefined) return { session, effects: [] };
      return {
        session: { ...session, round: { ...current, confirmed: withPlace(current.confirmed, event.place, true) } },
        effects: [],
      };
    case 'verdict':
      if (current === undefined) return { session, effects: [] };
      if (!event.same) return closed(session, 'codes-differ');
      return {
        session: { ...session, round: { ...current, matched: withPlace(current.matched, event.place, true) } },
        effects: [],
      };
    case 'aborted':
      if (current === undefined) return { session, effects: [] };
      if (event.code === 'verdict-different') return closed(session, 'codes-differ');
      return offered({ ...session, round: undefined }, fresh, false);
    case 'again':
      return offered({ ...session, round: undefined }, fresh, true);
    case 'skipped':
      return { session, effects: current === undefined ? [] : [{ type: 'enter-skipped', place: event.place }] };
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

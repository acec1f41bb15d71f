import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_AUTOMATIC_ATTEMPTS,
  newSession,
  transition,
  type Session,
  type SessionEffect,
  type SessionEvent,
} from '../../../apps/facility/src/booth/session-machine.js';

let drawn = 0;
const run = (events: SessionEvent[], from: Session = newSession(2)) => {
  let session = from;
  const effects: SessionEffect[] = [];
  for (const event of events) {
    const step = transition(session, event, `round-${++drawn}`);
    session = step.session;
    effects.push(...step.effects);
  }
  return { session, effects, offers: effects.filter(({ type }) => type === 'offer').length };
};
const OPENED: SessionEvent = { type: 'opened', attempts: 0, resume: undefined };
const enter = (place: number): SessionEvent => ({ type: 'entered', place });
const leave = (place: number): SessionEvent => ({ type: 'left', place });
const roundOf = (session: Session): string => (session.phase === 'open' ? (session.round?.id ?? '') : '');

const keyed = (session: Session): Session => {
  const places = session.phase === 'open' ? (session.round?.places ?? []) : [];
  return run(
    places.map((place) => ({ type: 'confirmed', place, round: roundOf(session) })),
    session,
  ).session;
};
/** Places of each offer. */
const offersOf = ({ effects }: { effects: SessionEffect[] }) =>
  effects.flatMap((effect) => (effect.type === 'offer' ? [effect.round.places] : []));

describe('a booth session', () => {
  it('gives no media and makes no offer before the room exists', () => {
    const { effects } = run([enter(0), enter(1), { type: 'again', place: 1 }]);
    expect(effects.every(({ type }) => type === 'tell-state')).toBe(true);
  });

  it('offers once both are here, and not again when one comes back with keys', () => {
    const met = run([enter(1), OPENED, enter(0)]);
    expect(met.offers).toBe(1);
    const round = roundOf(met.session);
    const keyed = run(
      [0, 1].map((place) => ({ type: 'confirmed', place, round })),
      met.session,
    );
    expect(run([leave(1), enter(1)], keyed.session).offers).toBe(0);
    expect(run([leave(1), enter(1)], met.session).offers).toBe(1);
  });

  it('tells who comes back to its round that there is no comparing in it, and nobody else', () => {
    const both = keyed(run([OPENED, enter(0), enter(1)]).session);
    const round = roundOf(both);
    const told = (events: SessionEvent[]) =>
      run(events, both).effects.filter(({ type }) => type === 'tell-skipped') as unknown;
    const back: SessionEvent = { type: 'entered', place: 0, holds: round };
    const skipped: SessionEvent = { type: 'skipped', place: 1, round };
    expect(told([skipped, leave(0), back])).toEqual([{ type: 'tell-skipped', place: 0, round }]);
    expect(told([leave(0), skipped, back])).toEqual([{ type: 'tell-skipped', place: 0, round }]);
    expect(told([leave(0), back])).toEqual([]);
    expect(told([skipped, leave(0), enter(0)])).toEqual([]);
    expect(told([{ ...skipped, round: 'another' }, leave(0), back])).toEqual([]);
  });

  it('offers eight times by itself, then only when a person asks', () => {
    let { session } = run([OPENED, enter(0), enter(1)]);
    for (let i = 1; i < MAX_AUTOMATIC_ATTEMPTS; i += 1) {
      const next = run([{ type: 'aborted', place: 0, round: roundOf(session), code: 'timeout' }], session);
      expect(next.offers).toBe(1);
      session = next.session;
    }
    const last = run([{ type: 'aborted', place: 0, round: roundOf(session), code: 'timeout' }], session);
    expect(last.offers).toBe(0);
    expect(run([leave(0), enter(0)], last.session).offers).toBe(0);
    expect(run([{ type: 'again', place: 0 }], last.session).offers).toBe(1);
  });

  it('ends with codes-differ on a signed "different" or such an abort, and only for the current round', () => {
    const { session } = run([OPENED, enter(0), enter(1)]);
    const round = roundOf(session);
    const close = [{ type: 'close', code: 'codes-differ' }];
    expect(run([{ type: 'verdict', place: 1, round, same: false }], session).effects).toEqual(close);
    expect(run([{ type: 'aborted', place: 1, round, code: 'verdict-different' }], session).effects).toEqual(close);
    expect(run([{ type: 'verdict', place: 1, round: 'old', same: false }], session).effects).toEqual([]);
  });

  it('waits for nobody who is late: offers to those who are here, and to all once somebody more comes', () => {
    const two = run([OPENED, enter(1), enter(0)], newSession(4));
    expect(offersOf(two)).toEqual([[0, 1]]);
    const three = run([enter(3)], keyed(two.session));
    expect(offersOf(three)).toEqual([[0, 1, 3]]);
    expect(three.session).toMatchObject({ served: { id: roundOf(two.session) } });
    expect(offersOf(run([enter(2)], keyed(three.session)))).toEqual([[0, 1, 2, 3]]);
    expect(offersOf(run([OPENED, enter(0), enter(2), enter(3)], newSession(4)))).toEqual([]);
  });

  it('goes on when one of three leaves with keys, and offers anew when that one is back', () => {
    const three = keyed(run([enter(0), enter(1), enter(2), OPENED], newSession(3)).session);
    const without = run([leave(2)], three);
    expect(offersOf(without)).toEqual([]);
    expect(roundOf(without.session)).toBe(roundOf(three));
    expect(offersOf(run([enter(2)], without.session))).toEqual([[0, 1, 2]]);
    expect(offersOf(run([leave(1), enter(1)], three))).toEqual([[0, 1, 2]]);
  });

  it('who left with keys and says that it holds the round is let back into it, without an offer', () => {
    const three = keyed(run([enter(0), enter(1), enter(2), OPENED], newSession(3)).session);
    const holds = (round: string): SessionEvent => ({ type: 'entered', place: 2, holds: round });
    const back = run([leave(2), holds(roundOf(three))], three);
    expect(offersOf(back)).toEqual([]);
    expect(back.session).toMatchObject({ round: { id: roundOf(three), gone: [false, false, false] } });
    // What it says of another round, or once more without the round, is no way in.
    expect(offersOf(run([leave(2), holds('another')], three))).toEqual([[0, 1, 2]]);
    expect(offersOf(run([leave(2), enter(2)], back.session))).toEqual([[0, 1, 2]]);
    // It may be the one without whom there is no offer.
    const booth = run([leave(0), leave(2), holds(roundOf(three))], three);
    expect(offersOf(run([{ type: 'entered', place: 0, holds: roundOf(three) }], booth.session))).toEqual([]);
  });

  it('of two, who says that it holds another round gets an offer at once', () => {
    const two = keyed(run([OPENED, enter(0), enter(1)]).session);
    expect(run([leave(1), { type: 'entered', place: 1, holds: 'another' }], two).offers).toBe(1);
    expect(run([leave(1), { type: 'entered', place: 1, holds: roundOf(two) }], two).offers).toBe(0);
  });

  it('nobody is let into a round that is not keyed, whatever it says', () => {
    const three = run([enter(0), enter(1), enter(2), OPENED], newSession(3)).session;
    expect(run([leave(2), { type: 'entered', place: 2, holds: roundOf(three) }], three).offers).toBe(2);
  });

  it('a drop in a round of two is forgiven, also where more are booked', () => {
    const two = keyed(run([OPENED, enter(0), enter(1)], newSession(3)).session);
    expect(offersOf(run([leave(1), enter(1)], two))).toEqual([]);
  });

  it('who leaves before all confirmed: the others get a new offer, or keep the round whose keys they have', () => {
    const three = run([enter(0), enter(1), enter(2), OPENED], newSession(3)).session;
    expect(offersOf(run([leave(2)], three))).toEqual([[0, 1]]);
    expect(offersOf(run([leave(1)], three))).toEqual([]);
    const two = keyed(run([OPENED, enter(0), enter(1)], newSession(3)).session);
    const late = run([enter(2)], two).session;
    const back = run([leave(2)], late);
    expect(offersOf(back)).toEqual([]);
    expect(roundOf(back.session)).toBe(roundOf(two));
    // Somebody may have the keys of it already.
    const confirmed = run([{ type: 'confirmed', place: 2, round: roundOf(late) }], late).session;
    expect(offersOf(run([leave(2)], confirmed))).toEqual([[0, 1]]);
  });

  it('"different" in the round that still serves ends the session, "same" there does not count for the newest', () => {
    const two = keyed(run([OPENED, enter(0), enter(1)], newSession(3)).session);
    const late = run([enter(2)], two).session;
    const said = (same: boolean) => run([{ type: 'verdict', place: 1, round: roundOf(two), same }], late);
    expect(said(false).effects).toEqual([{ type: 'close', code: 'codes-differ' }]);
    expect(said(true).session).toMatchObject({
      round: { matched: [false, false, false] },
      served: { matched: [false, true] },
    });
  });

  it('does not end when a socket drops, and does nothing after its end', () => {
    const place = fc.integer({ min: 0, max: 1 });
    const event = fc.oneof<fc.Arbitrary<SessionEvent>[]>(
      place.map(enter),
      place.map(leave),
      place.map((p) => ({ type: 'again', place: p })),
      place.map((p) => ({ type: 'aborted', place: p, round: 'x', code: 'timeout' })),
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (before, after) => {
        const alive = run([OPENED, ...before]);
        expect(alive.session.phase).toBe('open');
        const over = run([{ type: 'end', code: 'normal' }], alive.session);
        expect(over.effects).toEqual([{ type: 'close', code: 'normal' }]);
        expect(run([...after, { type: 'end', code: 'refused' }], over.session)).toMatchObject({
          effects: [],
          session: over.session,
        });
      }),
    );
  });
});

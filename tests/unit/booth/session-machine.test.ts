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

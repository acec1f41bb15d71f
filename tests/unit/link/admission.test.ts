import { joinLine, type LinkSession, makePlan, reserveLine, streamsOf, USUAL_POLICY } from '#link';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCapacity, anySession, anySessions, booth, booths, configured, hearing } from './line-samples.js';

const both = (kbps: number) => ({ up: kbps, down: kbps });
const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const slot = (from: number, to: number) => ({ from: at(from), to: at(to) });
const join = (kbps: number, sessions: readonly LinkSession[], joining: LinkSession) =>
  joinLine({ capacity: both(kbps), policy: USUAL_POLICY, sessions, joining });
const reserve = (kbps: number, reserved: [number, number, LinkSession][], wanted: LinkSession, otherSlots = [12, 14]) =>
  reserveLine({
    capacity: both(kbps),
    policy: USUAL_POLICY,
    reserved: reserved.map(([from, to, session]) => ({ slot: slot(from, to), session })),
    wanted: { slot: slot(9, 11), session: wanted },
    otherSlots: otherSlots.map((hour) => slot(hour, hour + 1)),
  });

describe('at the door', () => {
  it('admits, lets pictures give way, leaves them out, or asks to wait; nobody who talks is dropped', () => {
    expect(join(10_000, booths(2), booth('new'))).toEqual({ answer: 'admit' });
    expect(join(1600, booths(2), booth('new')).answer).toBe('degrade');
    expect(join(700, booths(3), booth('new')).answer).toBe('sound-only');
    expect(join(300, booths(4), booth('new')).answer).toBe('wait');
  });

  it('a hearing takes the video of booths, and its answer says so', () => {
    const answer = join(2000, booths(2), hearing('h', { inside: 1, outside: 2, viewers: 0 }));
    expect(answer.answer).toBe('degrade');
    expect('reasons' in answer && answer.reasons.map(({ code }) => code)).toContain('booth-video-off');
  });

  it('who has no booking leaves the sound of those who have', () => {
    const booked = { ...hearing(), state: 'reserved' as const };
    expect(join(700, [booked], booth('walk-in')).answer).not.toBe('wait');
    expect(join(560, [booked], booth('walk-in')).answer).toBe('wait');
    expect(join(560, [booked], hearing()).answer).not.toBe('wait');
  });

  it('what was admitted has its sound in the plan', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, anySession, (kbps, sessions, joining) => {
        const { answer } = join(kbps, sessions, { ...joining, state: 'running' });
        if (answer === 'wait') return;
        const together = [...sessions, { ...joining, state: 'running' as const, soundOnly: answer === 'sound-only' }];
        const plan = makePlan({
          capacity: configured(kbps),
          sessions: together,
          policy: USUAL_POLICY,
          marking: undefined,
        });
        expect(plan.reasons.map(({ code }) => code)).not.toContain('sound-does-not-fit');
        if (answer === 'admit') expect(plan.caps.at(-1)?.opus).toBe(32);
      }),
    );
  });
});

describe('when somebody books', () => {
  it('the line carries it, or sound alone, or at another time', () => {
    expect(reserve(3000, [[9, 10, booth('a')]], booth('new')).answer).toBe('fits');
    const busy: [number, number, LinkSession][] = [[10, 13, hearing('h', { inside: 1, outside: 2, viewers: 0 })]];
    expect(reserve(1000, busy, booth('new'))).toMatchObject({ answer: 'sound-only', slots: [slot(14, 15)] });
    const full: [number, number, LinkSession][] = booths(5).map((one) => [10, 13, one]);
    expect(reserve(400, full, booth('new'))).toMatchObject({ answer: 'another-time', slots: [slot(14, 15)] });
    expect(reserve(400, full, booth('new'), []).answer).toBe('another-time');
  });

  it('asks for the fullest moment of the slot, and a touching slot is none', () => {
    const apart: [number, number, LinkSession][] = [
      [7, 9, booth('a')],
      [9, 10, booth('b')],
      [10, 11, booth('c')],
      [11, 12, booth('d')],
    ];
    expect(reserve(600, apart, booth('new')).answer).toBe('fits');
    expect(reserve(600, [...apart, [8, 12, booth('e')], [8, 12, booth('f')]], booth('new')).answer).toBe('sound-only');
  });

  it('a hearing may take all video of booths, a booth only what is over', () => {
    const four: [number, number, LinkSession][] = booths(4).map((one) => [9, 11, one]);
    const court = { ...hearing(), streams: streamsOf({ inside: 1, outside: 2 }) };
    const answer = reserve(1300, four, court);
    expect(answer.answer).toBe('fits');
    expect(answer.reasons.map(({ code }) => code)).toContain('booth-video-off');
    expect(reserve(2900, [[9, 11, court]], booth('new')).answer).toBe('fits');
    expect(reserve(2000, [[9, 11, court]], booth('new')).answer).toBe('sound-only');
  });

  it('what fits has the sound of all at the full rate', () => {
    fc.assert(
      fc.property(anyCapacity, anySessions, anySession, (kbps, sessions, wanted) => {
        const answer = reserve(
          kbps,
          sessions.map((one) => [9, 11, one]),
          wanted,
        );
        const codes = answer.reasons.map(({ code }) => code);
        if (answer.answer === 'fits') expect(codes).not.toContain('sound-at-lower-rate');
        if (answer.answer !== 'fits') expect(codes.length).toBeGreaterThan(0);
      }),
    );
  });
});

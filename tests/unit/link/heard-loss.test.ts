import { FEWEST_PACKETS, heardLoss, type HeardVoice, LOSS_ON, type VoiceEnd } from '#link';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const inside = (id: string): VoiceEnd => ({ id, inside: true });
const outside = (id: string): VoiceEnd => ({ id, inside: false });
const [ROOM, OTHER_ROOM, THIRD_ROOM] = [inside('room'), inside('other room'), inside('third room')];
const heard = (listener: VoiceEnd, speaker: VoiceEnd, percent: number, packets = 500): HeardVoice => ({
  listener,
  speaker,
  packets,
  missing: Math.round((percent * packets) / 100),
});
const NOBODY = { up: undefined, down: undefined };

describe('which voices tell of the line', () => {
  it('who is outside and hears somebody inside, of up; who is inside and hears somebody outside, of down', () => {
    expect(heardLoss([heard(outside('judge'), ROOM, 10)])).toEqual({ up: 0.1, down: undefined });
    expect(heardLoss([heard(ROOM, outside('judge'), 10)])).toEqual({ up: undefined, down: 0.1 });
  });

  it('not those between two outside, which crossed it twice, nor between two inside', () => {
    expect(heardLoss([heard(outside('judge'), outside('counsel'), 50)])).toEqual(NOBODY);
    expect(heardLoss([heard(ROOM, OTHER_ROOM, 50)])).toEqual(NOBODY);
    expect(heardLoss([])).toEqual(NOBODY);
  });

  it('not a voice that was hardly there', () => {
    expect(heardLoss([heard(outside('judge'), ROOM, 10, FEWEST_PACKETS - 1)])).toEqual(NOBODY);
    expect(heardLoss([heard(outside('judge'), ROOM, 10, FEWEST_PACKETS)]).up).toBe(0.1);
  });
});

describe('what the line loses', () => {
  const up = (...percents: number[]) =>
    heardLoss(percents.map((percent, at) => heard(outside(`p${at}`), ROOM, percent))).up;

  it('is what more than half of those outside say', () => {
    expect(up(40)).toBe(0.4);
    expect(up(40, 0)).toBe(0);
    expect(up(40, 0, 10)).toBe(0.1);
    expect(up(40, 40, 0, 0)).toBe(0);
    expect(up(40, 40, 10, 0)).toBe(0.1);
  });

  it('however many voices one of them hears or has: a bad line at home is one word', () => {
    const rooms = [ROOM, OTHER_ROOM, THIRD_ROOM];
    const bad = rooms.flatMap((room) => [heard(outside('bad'), room, 60), heard(room, outside('bad'), 60)]);
    const good = ['a', 'b'].flatMap((id) => [heard(outside(id), ROOM, 0), heard(ROOM, outside(id), 1)]);
    expect(heardLoss([...bad, ...good])).toEqual({ up: 0, down: 0.01 });
    // The same voices are believed while nobody else is there.
    expect(heardLoss(bad)).toEqual({ up: 0.6, down: 0.6 });
  });

  it('however bad it is at one room of several', () => {
    const of = (percents: number[]) =>
      heardLoss(percents.map((percent, at) => heard(outside('judge'), inside(`room ${at}`), percent))).up;
    expect(of([80, 1, 0])).toBe(0.01);
    expect(of([80, 80, 0])).toBe(0.8);
  });

  it('never is lossy by the word of one among others, whatever that one says, nor calm against all others', () => {
    const figure = fc.integer({ min: 0, max: 100 });
    const others = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(others, figure, (calm, liar) => {
        expect(up(...calm, liar)).toBeLessThan(LOSS_ON);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 2, maxLength: 6 }), figure, (lossy, liar) => {
        expect(up(...lossy, liar)).toBeGreaterThanOrEqual(LOSS_ON);
      }),
    );
  });
});

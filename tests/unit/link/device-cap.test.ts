import { type BesideIt, crossedBy, deviceCap, type SessionCap, SHIELDED_BUFFER_MS, withLowerLayers } from '#link';
import { describe, expect, it } from 'vitest';
import { booth, booths, hearing, planFor } from './line-samples.js';

const capOf = (plan: ReturnType<typeof planFor>, id: string): SessionCap =>
  plan.caps.find(({ session }) => session === id) ?? expect.fail('no such session');
const INSIDE = crossedBy(true, 'nobody');
const OUTSIDE = crossedBy(false, 'nobody');

describe('what a device may send and should take', () => {
  it('is everything, and without a reason, where the line carries it', () => {
    expect(deviceCap(capOf(planFor(100_000, [booth('b')]), 'b'), INSIDE)).toEqual({
      send: { video: '360p', kbps: 500, onlySpeaker: false },
      take: { video: '360p', onlySpeaker: false },
      opus: { kbps: 32, ptime: 20 },
    });
  });

  it('follows the direction: from inside upwards, from outside downwards, and up as well where it goes out again', () => {
    const session: SessionCap = {
      session: 'b',
      opus: 32,
      ways: {
        up: { video: '180p', videoRate: 150, onlySpeaker: false, viewersSee: true, reason: 'line-full' },
        down: { video: '360p', videoRate: 500, onlySpeaker: false, viewersSee: true },
      },
    };
    const layers = (inside: boolean, beside: BesideIt) => {
      const { send, take } = deviceCap(session, crossedBy(inside, beside));
      return [send.video, send.kbps, take.video];
    };
    expect(layers(true, 'others')).toEqual(['180p', 150, '360p']);
    expect(layers(false, 'nobody')).toEqual(['360p', 500, '180p']);
    expect(layers(false, 'others-by-layer')).toEqual(['360p', 500, '180p']);
    expect(layers(false, 'others')).toEqual(['180p', 150, '180p']);
    // Whoever only takes what is smaller is told why, too.
    expect(deviceCap(session, OUTSIDE).reason).toBe('line-full');
  });

  it('takes the pictures of booths for a hearing and says so; of a full line without one it says that', () => {
    const beside = planFor(3000, [...booths(6), hearing('h1', { inside: 1, outside: 2, viewers: 0 })]);
    expect(deviceCap(capOf(beside, 'b0'), INSIDE)).toMatchObject({ send: { video: 'off' }, reason: 'hearing-first' });
    expect(deviceCap(capOf(beside, 'h1'), OUTSIDE).reason).toBe('line-full');
    const alone = planFor(2500, booths(6));
    expect(deviceCap(capOf(alone, 'b0'), INSIDE)).toMatchObject({ send: { video: '180p' }, reason: 'line-full' });
  });

  it('of a session that was booked so is sound only, however much the line carries', () => {
    const plan = planFor(100_000, [{ ...booth('b'), soundOnly: true }]);
    expect(deviceCap(capOf(plan, 'b'), OUTSIDE)).toMatchObject({
      send: { video: 'off', kbps: 0 },
      take: { video: 'off' },
      reason: 'booked-sound-only',
    });
  });

  it('in the worst step is sound at a lower rate in longer packets, and no picture', () => {
    const worst = deviceCap(capOf(planFor(330, booths(5)), 'b0'), INSIDE);
    expect(worst).toMatchObject({ opus: { kbps: 24, ptime: 40 }, send: { video: 'off' }, reason: 'line-full' });
  });
});

describe('for how long sound is held back', () => {
  const UNTOUCHED = undefined;
  /** Of a device inside, one of two, and one that hears others outside as well. */
  const heldBack = (lossy: { up: boolean; down: boolean }) => {
    const cap = capOf(planFor(100_000, [hearing()], { lossy }), 'h1');
    const of = (inside: boolean, beside: BesideIt) => deviceCap(cap, crossedBy(inside, beside)).take.jitterBufferTarget;
    return [of(true, 'others-by-layer'), of(false, 'nobody'), of(false, 'others-by-layer')];
  };

  it('is nothing while neither direction is lossy', () => {
    expect(heldBack({ up: false, down: false })).toEqual([UNTOUCHED, UNTOUCHED, UNTOUCHED]);
  });

  it('follows the directions that the sound has crossed', () => {
    expect(heldBack({ up: true, down: false })).toEqual([UNTOUCHED, SHIELDED_BUFFER_MS, SHIELDED_BUFFER_MS]);
    expect(heldBack({ up: false, down: true })).toEqual([SHIELDED_BUFFER_MS, UNTOUCHED, SHIELDED_BUFFER_MS]);
  });
});

it('layers together need more than the highest of them alone', () => {
  expect([withLowerLayers('high', 1200), withLowerLayers('360p', 500), withLowerLayers('180p', 90)]).toEqual([
    1850, 650, 90,
  ]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type HearingGrant, HearingMedia } from '../../../apps/facility/src/hearing/hearing-media.js';
import { SeatMedia } from '../../../apps/facility/src/hearing/seat-media.js';
import type { HearingServerFrame } from '#protocol';
import { HEAD, inSession, say, SEATS } from './people.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A plane that fails as often as it is told. */
class Plane extends HearingMedia {
  fails = 0;
  granted = 0;
  answers = Promise.resolve();
  override async grant(): Promise<HearingGrant> {
    await this.answers;
    if (this.fails-- > 0) throw new Error('the plane is away');
    return { grant: `grant ${++this.granted}` };
  }
  override async revoke(): Promise<void> {}
  closed = 0;
  override async close(): Promise<void> {
    this.closed += 1;
  }
  override async whenQuiet(): Promise<void> {}
}

function court(fails: number) {
  const plane = new Plane();
  plane.fails = fails;
  const told: HearingServerFrame[] = [];
  const socket = { send: (frame: HearingServerFrame) => void told.push(frame) };
  const sitting = { hearing: HEAD.hearing, seats: 7, mayReceive: () => true };
  const media = new SeatMedia(sitting, plane, () => {});
  const sockets = Object.values(SEATS).map((seat) => (seat === SEATS.judge ? socket : undefined));
  const follow = (hearing = inSession()) =>
    media.follow(hearing, sockets as unknown as Parameters<SeatMedia['follow']>[1]);
  return { plane, told, follow, types: () => told.map(({ type }) => type) };
}

test('a grant that the plane fails to give is tried again until it is given; the person is told once', async () => {
  const { follow, types, plane } = court(6);
  follow();
  await vi.advanceTimersByTimeAsync(0);
  expect(types()).toEqual(['refused']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(types()).toEqual(['refused', 'media']);
  expect(plane.granted).toBe(1);
});

test('what was tried for an earlier time in court does not void the grant of the present one', async () => {
  const { follow, types, plane } = court(1);
  follow();
  await vi.advanceTimersByTimeAsync(0);
  follow(say(inSession(), 'judge', { type: 'pause' }));
  follow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(types()).toEqual(['refused', 'no-media', 'media']);
  expect(plane.granted).toBe(1);
});

test('who is no longer in court is given nothing later', async () => {
  const { follow, types } = court(1);
  follow();
  await vi.advanceTimersByTimeAsync(0);
  follow(say(inSession(), 'judge', { type: 'pause' }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(types()).toEqual(['refused', 'no-media']);
});

test('a grant that the end of the hearing overtakes leaves no room behind', async () => {
  const { follow, types, plane } = court(0);
  let answer = () => {};
  plane.answers = new Promise<void>((resolve) => (answer = resolve));
  follow();
  await vi.advanceTimersByTimeAsync(0);
  follow(say(inSession(), 'clerk', { type: 'close' }));
  await vi.advanceTimersByTimeAsync(0);
  expect(plane.closed).toBe(1);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(plane.closed).toBe(2);
  expect(types()).toEqual(['no-media']);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type HearingGrant, HearingMedia } from '../../../apps/facility/src/hearing/hearing-media.js';
import { AWAY_MS, SeatMedia } from '../../../apps/facility/src/hearing/seat-media.js';
import type { HearingServerFrame } from '#protocol';
import type { HearingConnection } from '../../../apps/facility/src/hearing/hearing-connection.js';
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
  revoked = 0;
  override async revoke(): Promise<void> {
    this.revoked += 1;
  }
  obeyed = 0;
  override async obeyMute(): Promise<void> {
    if (this.fails-- > 0) throw new Error('the plane is away');
    this.obeyed += 1;
  }
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
  const sitting = { hearing: HEAD.hearing, mayReceive: () => true, isMuted: () => false };
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

test('a muting that the plane fails to obey is tried again until it is obeyed; without a grant nobody asks for it', async () => {
  const { follow, plane } = court(0);
  const muted = say(inSession(), 'clerk', { type: 'mute', seat: SEATS.judge, on: true });
  follow(say(muted, 'clerk', { type: 'pause' }));
  await vi.advanceTimersByTimeAsync(60_000);
  follow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([plane.granted, plane.obeyed]).toEqual([1, 0]);
  plane.fails = 3;
  follow(muted);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(plane.obeyed).toBe(1);
  follow(muted);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(plane.obeyed).toBe(1);
  follow();
  await vi.advanceTimersByTimeAsync(0);
  expect(plane.obeyed).toBe(2);
});

/** The judge's device has its grant, and its line is cut. */
async function cutOff() {
  const plane = new Plane();
  const told: Record<'before' | 'after', HearingServerFrame[]> = { before: [], after: [] };
  const device = (when: 'before' | 'after') =>
    ({ send: (frame: HearingServerFrame) => void told[when].push(frame) }) as unknown as HearingConnection;
  const [before, after] = [device('before'), device('after')];
  const media = new SeatMedia({ hearing: HEAD.hearing, mayReceive: () => true, isMuted: () => false }, plane, () => {});
  const follow = (socket?: HearingConnection, hearing = inSession()) =>
    media.follow(
      hearing,
      Object.values(SEATS).map((seat) => (seat === SEATS.judge ? socket : undefined)),
    );
  follow(before);
  await vi.advanceTimersByTimeAsync(0);
  media.cut(SEATS.judge, before);
  follow();
  await vi.advanceTimersByTimeAsync(0);
  const returns = (held?: string, hearing = inSession()) => {
    media.back(SEATS.judge, after, held);
    follow(after, hearing);
  };
  return { plane, told, media, before, after, follow, returns };
}

test('who was cut off and shows the grant of before has it still, and nothing of it was revoked', async () => {
  const { plane, told, returns, follow, after } = await cutOff();
  await vi.advanceTimersByTimeAsync(AWAY_MS - 1);
  returns('grant 1');
  follow(after);
  await vi.advanceTimersByTimeAsync(AWAY_MS);
  expect(told.after).toEqual([{ type: 'media', grant: 'grant 1' }]);
  expect([plane.granted, plane.revoked]).toEqual([1, 0]);
});

test('a muting that the plane has not obeyed yet holds for who comes back meanwhile', async () => {
  const { plane, returns, follow, after } = await cutOff();
  const muted = say(inSession(), 'clerk', { type: 'mute', seat: SEATS.judge, on: true });
  plane.fails = 1;
  follow(undefined, muted);
  await vi.advanceTimersByTimeAsync(0);
  returns('grant 1', muted);
  follow(after, muted);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([plane.granted, plane.obeyed]).toEqual([1, 1]);
});

test('too late, the grant is revoked, and the device is told so before it has another one', async () => {
  const { plane, told, returns } = await cutOff();
  await vi.advanceTimersByTimeAsync(AWAY_MS);
  expect(plane.revoked).toBe(1);
  returns('grant 1');
  await vi.advanceTimersByTimeAsync(0);
  expect(told.after).toEqual([{ type: 'no-media' }, { type: 'media', grant: 'grant 2' }]);
});

test('a device that does not show the grant of before voids it', async () => {
  for (const held of [undefined, 'grant 7']) {
    const { plane, told, returns } = await cutOff();
    returns(held);
    await vi.advanceTimersByTimeAsync(0);
    expect(plane.revoked).toBe(1);
    expect(told.after.at(-1)).toEqual({ type: 'media', grant: 'grant 2' });
  }
});

test('a pause, a new link and the end of a sign-in take the grant of who is away', async () => {
  const pause = await cutOff();
  pause.follow(undefined, say(inSession(), 'judge', { type: 'pause' }));
  const link = await cutOff();
  link.media.forget(SEATS.judge);
  const signIn = await cutOff();
  signIn.media.forget(SEATS.judge, signIn.before);
  const another = await cutOff();
  another.media.forget(SEATS.judge, another.after);
  await vi.advanceTimersByTimeAsync(0);
  expect([pause, link, signIn, another].map(({ plane }) => plane.revoked)).toEqual([1, 1, 1, 0]);
});

test('a line that was closed with a word keeps nothing', async () => {
  const { plane, media, follow, after } = await cutOff();
  media.back(SEATS.judge, after, 'grant 1');
  follow(after);
  follow();
  await vi.advanceTimersByTimeAsync(0);
  expect(plane.revoked).toBe(1);
});

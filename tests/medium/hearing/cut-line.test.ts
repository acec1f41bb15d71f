import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../booth/test-house.js';
import type { CourtDevice } from './court-device.js';
import { SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());
let room = 0;
const change = () => ({ courtroom: `cut ${++room}` });

/** A hearing in session, with the grants of those who are then cut off. */
async function inSession() {
  const made = await court.inSession(change());
  const { clerk, counsel } = made.people;
  const held = { clerk: (await clerk.gets('media')).grant, counsel: (await counsel.gets('media')).grant };
  court.media.did.length = 0;
  return { ...made, held };
}

const away = (seen: CourtDevice, seat: number) =>
  seen.sees(({ people }) => people.some((one) => one.seat === seat && !one.connected));

it('a line that is cut costs neither seat nor grant: others see it, and the device goes on with what it had', async () => {
  const { links, people, held } = await inSession();
  people.counsel.cut();
  const view = await away(people.judge, SEATS.counsel);
  expect(view.state).toBe('open');
  const back = await (await court.connect()).enter(links.counsel, court.keys.counsel, undefined, held.counsel);
  expect((await back.gets('media')).grant).toBe(held.counsel);
  expect((await back.gets('view')).view.you).toMatchObject({ seat: SEATS.counsel, standing: 'admitted' });
  await people.judge.sees(({ people: seen }) => seen.every(({ connected }) => connected));
  expect(back.all('no-media')).toEqual([]);
  expect(court.media.did).toEqual([]);
});

it('who goes with a word, or comes back without the grant, has the former one taken (control)', async () => {
  const { links, people, held } = await inSession();
  people.counsel.socket.close(1000);
  await until(() => court.media.did.includes(`revoke ${SEATS.counsel}`));
  const late = await (await court.connect()).enter(links.counsel, court.keys.counsel, undefined, held.counsel);
  const fresh = await late.gets('media');
  expect(fresh.grant).not.toBe(held.counsel);
  expect(late.frames.filter(({ type }) => type.endsWith('media')).map(({ type }) => type)).toEqual([
    'no-media',
    'media',
  ]);
  court.media.did.length = 0;
  late.cut();
  await away(people.judge, SEATS.counsel);
  expect(court.media.did).toEqual([]);
  const bare = await court.enter(links.counsel, court.keys.counsel);
  await bare.gets('media');
  expect(court.media.did).toEqual([`revoke ${SEATS.counsel}`, `grant ${SEATS.counsel}`]);
});

it('what ends the right to be there ends the grant of who is away: a new link, a pause, the end of a sign-in', async () => {
  const link = await inSession();
  link.people.counsel.cut();
  await away(link.people.judge, SEATS.counsel);
  await court.link(link.hearing, 'counsel');
  await until(() => court.media.did.includes(`revoke ${SEATS.counsel}`));

  const pause = await inSession();
  pause.people.counsel.cut();
  await away(pause.people.judge, SEATS.counsel);
  pause.people.judge.say({ type: 'pause' });
  await until(() => court.media.did.includes(`revoke ${SEATS.counsel}`));

  const signOut = await court.inSession(change());
  const cookie = await court.freshCookie();
  const clerk = await court.enterClerk(signOut.hearing, cookie);
  await clerk.gets('media');
  clerk.cut();
  await away(signOut.people.judge, SEATS.clerk);
  court.media.did.length = 0;
  await court.facility.ask('court', 'POST', '/api/sign-out', undefined, { cookie });
  await until(() => court.media.did.includes(`revoke ${SEATS.clerk}`));
});

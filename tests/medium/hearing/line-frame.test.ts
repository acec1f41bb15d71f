import { makePlan, type SessionCap, USUAL_POLICY } from '#link';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HearingLife } from '../../../apps/facility/src/hearing/hearing-life.js';
import { configured, hearing as hearingOnLine } from '../../unit/link/line-samples.js';
import type { CourtDevice } from './court-device.js';
import { enterParty, openedRoom, partiesOf, wishInFacility } from './in-facility.js';
import { SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

const capFor = (hearing: string, kbps: number): SessionCap => {
  const sessions = [hearingOnLine(hearing, { inside: 1, outside: 4, viewers: 0 })];
  const plan = makePlan({ capacity: configured(kbps), sessions, policy: USUAL_POLICY, marking: undefined });
  return plan.caps[0] ?? expect.fail('no cap');
};
const follow = (cap: SessionCap) => court.facility.app.get(HearingLife).follow([cap]);
const sent = (device: CourtDevice) => device.all('line').map(({ send }) => send.video);

it('says to who is in court what the line gives, and to nobody in the lobby', async () => {
  const { hearing, people } = await court.inSession();
  const { judge, counsel, witness, clerk } = people;
  await judge.settled();
  expect(judge.all('line')).toEqual([]);
  follow(capFor(hearing, 100_000));
  expect(await judge.gets('line')).toEqual({
    type: 'line',
    send: { video: 'high', kbps: 1850 },
    take: { video: 'high', onlySpeaker: false },
    opus: { kbps: 32, ptime: 20 },
  });
  const thin = capFor(hearing, 8000);
  expect(thin.ways.up.video).toBe('180p');
  follow(thin);
  follow(thin);
  expect(await counsel.gets('line', 2)).toMatchObject({ take: { video: '180p' }, reason: 'line-full' });
  await witness.settled();
  expect(witness.all('line')).toEqual([]);
  clerk.say({ type: 'admit', seat: SEATS.witness });
  expect(await witness.gets('line')).toEqual(counsel.all('line')[1]);
  await counsel.settled();
  expect(counsel.all('line')).toHaveLength(2);
});

it('on a line for one picture the judge sends until somebody has the floor, and who has it sends then', async () => {
  const { hearing, people } = await court.inSession({ courtroom: '5' });
  const { judge, counsel } = people;
  const base = capFor(hearing, 100_000);
  const down = { video: '180p', videoRate: 150, onlySpeaker: true, viewersSee: false, reason: 'line-full' } as const;
  follow({ ...base, ways: { ...base.ways, down } });
  await counsel.gets('line');
  await judge.gets('line');
  expect([sent(judge), sent(counsel)]).toEqual([['180p'], ['off']]);
  judge.say({ type: 'floor', seat: SEATS.counsel });
  await counsel.gets('line', 2);
  await judge.gets('line', 2);
  expect([sent(judge), sent(counsel)]).toEqual([
    ['180p', 'off'],
    ['off', '180p'],
  ]);
});

it('a screen of the facility sends upwards and takes what comes down; everybody else the other way round', async () => {
  const { people: booked } = await wishInFacility(court, { booth: '4' });
  const { hearing, people } = await court.inSession({ courtroom: '6', people: booked });
  const cookies = await partiesOf(court, '4');
  const booking = await openedRoom(court, hearing);
  const accused = await enterParty(court, booking, { at: 'kiosk', cookie: cookies.kiosk });
  await accused.gets('media');
  const cap = capFor(hearing, 100_000);
  const up = { ...cap.ways.up, video: '360p', videoRate: 500, reason: 'line-full' } as const;
  follow({ ...cap, ways: { ...cap.ways, up } });
  expect(await accused.gets('line')).toMatchObject({ send: { video: '360p', kbps: 650 }, take: { video: 'high' } });
  expect(await people.judge.gets('line')).toMatchObject({ send: { video: 'high' }, take: { video: '360p' } });
});

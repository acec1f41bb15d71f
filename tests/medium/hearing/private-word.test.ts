import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../booth/test-house.js';
import { enterParty, openedRoom, partiesOf, wishInFacility } from './in-facility.js';
import { SEATS, TestCourt } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

it('a private word: cut from the hearing from the press on, private when both detached and the plane was quiet', async () => {
  const { people: booked } = await wishInFacility(court, { booth: '4' });
  const { hearing, people } = await court.inSession({ people: booked });
  const { judge } = people;
  const cookies = await partiesOf(court, '4');
  const booking = await openedRoom(court, hearing);
  const counsel = await enterParty(court, booking, { at: 'attorney', cookie: cookies.counsel });
  const accused = await enterParty(court, booking, { at: 'kiosk', cookie: cookies.kiosk });
  await counsel.sees(({ you }) => you.confidants.includes(SEATS.accused));
  await accused.sees(({ you }) => you.confidants.includes(SEATS.counsel));
  expect(judge.view?.you.confidants).toEqual([]);
  for (const one of [counsel, accused]) await one.gets('media');
  counsel.say({ type: 'confer', seat: SEATS.accused });
  await counsel.gets('no-media');
  await accused.gets('no-media');
  const { sitting } = court.media;
  expect(sitting?.mayReceive(SEATS.counsel, SEATS.accused)).toBe(false);
  expect(sitting?.mayReceive(SEATS.judge, SEATS.accused)).toBe(false);
  expect(sitting?.mayReceive(SEATS.judge, SEATS.prosecutor)).toBe(true);
  counsel.say({ type: 'detached' });
  await counsel.sees(({ you }) => you.conferring === 'detached');
  expect(accused.view?.you.conferring).toBe('detach');
  expect(court.media.did).not.toContain(`wait ${SEATS.counsel} ${SEATS.accused}`);
  accused.say({ type: 'detached' });
  await until(() => court.media.did.includes(`wait ${SEATS.counsel} ${SEATS.accused}`));
  await accused.sees(({ you }) => you.conferring === 'detached');
  court.media.quiet();
  await accused.sees(({ you }) => you.conferring === 'private');
  await counsel.sees(({ you }) => you.conferring === 'private');
  await judge.sees(({ people: seen }) => seen.filter(({ conferring }) => conferring).length === 2);
  accused.say({ type: 'rejoin' });
  await accused.gets('media', 2);
  await counsel.gets('media', 2);
  expect(judge.happened()).toEqual(expect.arrayContaining(['conferring', 'conferred']));
});

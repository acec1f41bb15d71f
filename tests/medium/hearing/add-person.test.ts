import type { AddPerson, HearingView, LinkMade, PersonAdded } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HearingLife } from '../../../apps/facility/src/hearing/hearing-life.js';
import { newKeys } from './court-device.js';
import { LINKED, nameOf, SEATS, TestCourt } from './test-court.js';
import { makeAttorney } from './make-attorney.js';

const NEW = LINKED.length + 1;
const EXPERT: AddPerson = {
  role: 'expert',
  name: 'Name-of-the-expert',
  language: 'en',
  protectedFrom: [SEATS.accused],
  screens: [],
};

let court: TestCourt;
let room = 0;
const change = () => ({ courtroom: `room ${++room}` });
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

const add = (hearing: string, wish: object = {}, cookie?: string) =>
  court.ask('POST', `/${hearing}/people`, { ...EXPERT, ...wish }, cookie);

async function enterAs(hearing: string, seat: number) {
  const { body } = await court.ask('POST', `/${hearing}/links`, { seat });
  return court.enter((body as LinkMade).token, await newKeys());
}

it('somebody is added to a hearing that runs, comes by a link made within it, and is not there for whom they are protected from', async () => {
  const { hearing, people } = await court.inSession(change());
  const { status, body } = await add(hearing);
  expect([status, (body as PersonAdded).seat]).toEqual([201, NEW]);
  await people.clerk.sees(({ lobby }) => lobby?.some(({ seat }) => seat === NEW) === true);
  const expert = await enterAs(hearing, NEW);
  expect((await expert.sees(() => true)).you).toMatchObject({ seat: NEW, language: 'en', standing: 'waiting' });
  people.clerk.say({ type: 'admit', seat: NEW });
  await expert.gets('media');
  await people.counsel.sees(({ people: seen }) => seen.some(({ seat }) => seat === NEW));
  await people.accused.settled();
  expect(people.accused.wire).not.toContain(EXPERT.name);
  expect([
    court.media.sitting?.mayReceive(NEW, SEATS.accused),
    court.media.sitting?.mayReceive(NEW, SEATS.counsel),
  ]).toEqual([false, true]);
  const [line] = people.judge.minute.filter(({ what }) => what === 'person-added');
  expect(line).toMatchObject({ seat: NEW, by: SEATS.clerk });
  await court.drained();
  expect(court.keeper.log.filter(({ type }) => type === 'hearing.person-added')).toHaveLength(1);
  expect(JSON.stringify(court.keeper.log)).not.toContain(EXPERT.name);
});

it('who is added before it begins is on the list, and who is protected from them stays so after a start anew', async () => {
  const { hearing, people } = await court.inLobby(change());
  expect((await add(hearing, { protectedFrom: [], screens: [SEATS.witness] })).status).toBe(201);
  const stored = await court.db
    .selectFrom('attendee')
    .select(['seat', 'protected_from'])
    .where('hearing', '=', hearing)
    .where('seat', 'in', [SEATS.witness, NEW])
    .orderBy('seat')
    .execute();
  expect(stored.map(({ protected_from }) => protected_from)).toEqual([[SEATS.accused, NEW], []]);
  const live = await court.facility.app.get(HearingLife).liveOf(hearing);
  expect(live.state.people.map(({ protectedFrom }) => protectedFrom)).toEqual([
    ...Array.from({ length: SEATS.witness }, () => []),
    [SEATS.accused, NEW],
    [],
  ]);
  const late = await enterAs(hearing, NEW);
  await late.sees(() => true);
  for (const seat of [SEATS.judge, NEW, SEATS.witness]) people.clerk.say({ type: 'admit', seat });
  const sees = (wanted: number) => (view: HearingView) => view.people.some(({ seat }) => seat === wanted);
  await people.judge.sees(sees(SEATS.witness));
  await people.witness.sees(sees(NEW));
  await late.sees(sees(SEATS.judge));
  await late.settled();
  expect(late.wire).not.toContain(nameOf('witness'));
});

it('nobody but its clerk adds anybody, and nobody to a hearing that is over', async () => {
  const { hearing, people } = await court.inSession(change());
  const attorney = await makeAttorney(court, 'counseladds', 'Name-of-a-stranger');
  expect((await add(hearing, {}, attorney.cookie)).status).toBeGreaterThanOrEqual(400);
  expect((await add('0'.repeat(32))).body).toMatchObject({ code: 'not-found' });
  expect((await add(hearing, { role: 'clerk' })).body).toMatchObject({ code: 'bad-input' });
  expect((await add(hearing, { protectedFrom: [SEATS.clerk] })).body).toMatchObject({ code: 'bad-input' });
  await people.clerk.settled();
  expect(people.clerk.happened()).not.toContain('person-added');
  people.judge.say({ type: 'close' });
  await people.judge.gone();
  await court.written(hearing, 'closed');
  expect((await add(hearing)).body).toMatchObject({ code: 'hearing-over' });
});

it('several added at once each have a seat of their own, here and in the database', async () => {
  const { hearing, people } = await court.inSession(change());
  const made = await Promise.all(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => add(hearing, { name, protectedFrom: [] })),
  );
  expect(made.map(({ body }) => (body as PersonAdded).seat).sort((a, b) => a - b)).toEqual([6, 7, 8, 9, 10, 11]);
  await people.clerk.sees(({ lobby }) => lobby?.length === 7);
  const rows = await court.db
    .selectFrom('attendee')
    .select(['seat', 'name'])
    .where('hearing', '=', hearing)
    .orderBy('seat')
    .execute();
  const { people: live } = (await court.facility.app.get(HearingLife).liveOf(hearing)).state;
  expect(live.map(({ seat, name }) => ({ seat, name }))).toEqual(rows);
});

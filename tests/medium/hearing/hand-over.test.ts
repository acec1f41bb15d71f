import type { CourtChoices, HearingDay, HearingHandedOver } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccountMaker } from '../../../apps/facility/src/people/account-maker.js';
import { cookieHeader } from '../people/facility-under-test.js';
import { LINKED, SEATS, TestCourt } from './test-court.js';

const NEW = LINKED.length + 1;
const NAME = 'Name-of-the-second-clerk';
let court: TestCourt;
let second: { id: string; cookie: string };
let room = 0;
const change = () => ({ courtroom: `room ${++room}` });
beforeAll(async () => {
  court = await TestCourt.open();
  const { id, password } = await new AccountMaker(court.db).make({
    username: 'clerksecond',
    name: NAME,
    role: 'clerk',
  });
  second = { id, cookie: cookieHeader(await court.facility.signIn('court', 'clerksecond', password)) };
});
afterAll(() => court?.close());

const hand = (hearing: string, clerk = second.id, cookie?: string) =>
  court.ask('POST', `/${hearing}/hand-over`, { clerk }, cookie);
const listed = async (hearing: string, cookie?: string) => {
  const { body } = await court.ask('GET', '', undefined, cookie);
  return (body as HearingDay).hearings.some(({ id }) => id === hearing);
};

it('another clerk takes a hearing over while it runs: nothing stops, the former is out, minute and log have it', async () => {
  const { hearing, people } = await court.inSession(change());
  const { judge, clerk, accused } = people;
  await accused.gets('media');
  const before = accused.frames.length;
  const { body: choices } = await court.ask('GET', '/choices');
  expect((choices as CourtChoices).clerks).toContainEqual({ id: second.id, name: NAME });
  expect((await hand(hearing)).body).toEqual({ seat: NEW } satisfies HearingHandedOver);
  await clerk.sees(({ you }) => you.standing === 'released');
  const comes = await court.enterClerk(hearing, second.cookie);
  await comes.sees(({ you, state }) => you.standing === 'admitted' && state === 'open');
  await comes.gets('media');
  await judge.sees(({ people: seen }) => seen.some(({ seat, connected }) => seat === NEW && connected));
  // Nobody lost sound or picture for it.
  await accused.settled();
  expect(accused.frames.slice(before).map(({ type }) => type)).not.toContain('no-media');
  // The former runs nothing any more, over the channel or over HTTP; the new one does.
  clerk.say({ type: 'pause' });
  await clerk.settled();
  expect(clerk.refusals()).toContain('not-allowed');
  expect((await court.ask('POST', `/${hearing}/links`, { seat: SEATS.witness })).body).toMatchObject({
    code: 'not-found',
  });
  expect((await court.ask('GET', `/${hearing}/minute`)).status).toBe(404);
  expect((await hand(hearing)).body).toMatchObject({ code: 'not-found' });
  expect((await court.ask('POST', `/${hearing}/links`, { seat: SEATS.witness }, second.cookie)).status).toBe(201);
  expect([await listed(hearing), await listed(hearing, second.cookie)]).toEqual([false, true]);
  comes.say({ type: 'admit', seat: SEATS.witness });
  const [line] = judge.minute.filter(({ what }) => what === 'handed-over');
  expect(line).toMatchObject({ seat: NEW, by: SEATS.clerk });
  await court.drained();
  expect(court.keeper.log.filter(({ type }) => type === 'hearing.handed-over')).toHaveLength(1);
  expect(JSON.stringify(court.keeper.log)).not.toContain(NAME);
});

it('handed back, each clerk has the seat that they had; one judge, one minute', async () => {
  const { hearing, people } = await court.inSession(change());
  await hand(hearing);
  const { id: first } = await court.db
    .selectFrom('person')
    .select('id')
    .where('username', '=', 'clerk1')
    .executeTakeFirstOrThrow();
  expect((await hand(hearing, first, second.cookie)).body).toEqual({ seat: SEATS.clerk });
  const again = await court.enterClerk(hearing);
  await again.sees(({ you }) => you.seat === SEATS.clerk && you.standing === 'admitted');
  const seats = await court.db.selectFrom('attendee').select('seat').where('hearing', '=', hearing).execute();
  expect(seats).toHaveLength(NEW + 1);
  await people.judge.settled();
  expect(people.judge.happened().filter((what) => what === 'handed-over')).toHaveLength(2);
});

it('nobody who is no clerk takes it, and nobody takes one that is over', async () => {
  const { hearing, people } = await court.inSession(change());
  const { id: attorney } = await court.db
    .selectFrom('person')
    .select('id')
    .where('username', '=', 'attorney1')
    .executeTakeFirstOrThrow();
  expect((await hand(hearing, attorney)).body).toMatchObject({ code: 'person-unknown' });
  expect((await hand(hearing, second.id, second.cookie)).body).toMatchObject({ code: 'not-found' });
  people.judge.say({ type: 'close' });
  await people.judge.gone();
  await court.written(hearing, 'closed');
  expect((await hand(hearing)).body).toMatchObject({ code: 'hearing-over' });
});

import type { AddPerson, HearingDay, HearingView, LinkMade } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CourtDevice, newKeys } from './court-device.js';
import { until } from '../booth/test-house.js';
import { LINKED, SEATS, TestCourt } from './test-court.js';

const SIGNER = LINKED.length + 1;
const SECOND = SIGNER + 1;
const signer = (name: string) => ({ role: 'interpreter', name, language: 'kk', protectedFrom: [] }) as const;

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());

const withMore = (person: object) => court.wish({ people: [...court.wish().people, person] });
const signing = ({ people }: HearingView): number[] =>
  people.filter(({ signLanguage }) => signLanguage).map(({ seat }) => seat);
const admitted = (hearing: string) =>
  court.db
    .selectFrom('attendee')
    .select('seat')
    .where('hearing', '=', hearing)
    .where('standing', '=', 'admitted')
    .execute();
const enter = async (hearing: string, seat: number, keys: CryptoKeyPair) => {
  const { token } = (await court.ask('POST', `/${hearing}/links`, { seat })).body as LinkMade;
  return { token, device: await court.enter(token, keys) };
};

it('who interprets in sign language, scheduled or added, is told as such to whoever is told of them, also after a start anew', async () => {
  const { hearing, links, people } = await court.inSession(
    withMore({ ...signer('Name-of-a-signer'), signLanguage: true }),
  );
  const wish: AddPerson = {
    ...signer('Name-of-a-second'),
    signLanguage: true,
    protectedFrom: [SEATS.accused],
    screens: [],
  };
  expect((await court.ask('POST', `/${hearing}/people`, wish)).status).toBe(201);
  const keys = [await newKeys(), await newKeys()] as const;
  const came = [await enter(hearing, SIGNER, keys[0]), await enter(hearing, SECOND, keys[1])] as const;
  await people.clerk.sees(({ lobby }) =>
    [SIGNER, SECOND].every((seat) => lobby?.some((one) => one.seat === seat && one.signLanguage && one.connected)),
  );
  for (const seat of [SIGNER, SECOND]) people.clerk.say({ type: 'admit', seat });
  const told = async (all: typeof people, second: CourtDevice) => {
    for (const who of ['clerk', 'judge', 'prosecutor', 'counsel'] as const)
      await all[who].sees((view) => signing(view).join() === `${SIGNER},${SECOND}`);
    await all.accused.sees((view) => signing(view).join() === `${SIGNER}`);
    await second.sees(({ you }) => you.standing === 'admitted' && you.signLanguage === true);
    await all.accused.settled();
    expect(all.accused.wire).not.toContain(wish.name);
    // In the lobby nobody is told of anybody.
    expect(all.witness.wire).not.toContain('signLanguage');
  };
  await told(people, came[1].device);
  const { body } = await court.ask('GET', '');
  const row = (body as HearingDay).hearings.find(({ id }) => id === hearing);
  expect(row?.people.filter(({ signLanguage }) => signLanguage).map(({ seat }) => seat)).toEqual([SIGNER, SECOND]);

  // What is not written when it dies has not happened.
  await until(async () => (await admitted(hearing)).length === LINKED.length + 2);
  await court.facility.killAndRestart();
  const back = { clerk: await court.enterClerk(hearing) } as typeof people;
  for (const who of LINKED) back[who] = await court.enter(links[who], court.keys[who]);
  const [, second] = [await court.enter(came[0].token, keys[0]), await court.enter(came[1].token, keys[1])];
  await told(back, second);
});

it('of another role it is refused, and the database takes it of nobody else', async () => {
  const refused = async (role: string) => {
    const change = withMore({ ...signer('Name-of-another'), role, signLanguage: true });
    return (await court.ask('POST', '', { ...change, courtroom: role })).body;
  };
  for (const role of ['judge', 'expert', 'witness'])
    expect(await refused(role)).toMatchObject({ code: 'bad-input', field: `people.${LINKED.length}.signLanguage` });
  const { hearing } = await court.inLobby({ courtroom: 'refusing' });
  const add = (more: object) =>
    court.ask('POST', `/${hearing}/people`, { ...signer('Name-of-another'), screens: [], ...more });
  expect((await add({ role: 'expert', signLanguage: true })).body).toMatchObject({
    code: 'bad-input',
    field: 'signLanguage',
  });
  expect((await add({ signLanguage: true })).body).toEqual({ seat: SIGNER });
  const set = (seat: number) =>
    court.db
      .updateTable('attendee')
      .set({ sign_language: true })
      .where('hearing', '=', hearing)
      .where('seat', '=', seat)
      .executeTakeFirstOrThrow();
  await expect(set(SEATS.judge)).rejects.toThrow('attendee');
  expect((await set(SIGNER)).numUpdatedRows).toBe(1n);
});

import { ChainRules } from '#ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../booth/test-house.js';
import { newKeys } from './court-device.js';
import { LINKED, nameOf, SEATS, TestCourt, type Who } from './test-court.js';

let court: TestCourt;
beforeAll(async () => {
  court = await TestCourt.open();
});
afterAll(() => court?.close());
let room = 0;
let change: { courtroom: string };
beforeEach(() => void (change = { courtroom: `room ${++room}` }));

const names = (people: readonly { name: string }[] | undefined) => (people ?? []).map(({ name }) => name);

it('is held from its scheduling to its end, and the log tells of it without a name', async () => {
  const { hearing, links, people } = await court.inLobby(change);
  const { clerk, judge, prosecutor, counsel, accused, witness } = people;
  for (const who of LINKED) expect(people[who].view).toMatchObject({ state: 'scheduled', people: [], floor: null });
  expect(judge.view?.lobby?.map(({ seat }) => seat)).toHaveLength(LINKED.length);

  for (const who of LINKED) if (who !== 'witness') clerk.say({ type: 'admit', seat: SEATS[who] });
  await judge.sees(({ you }) => you.standing === 'admitted');
  judge.say({ type: 'open' });
  for (const who of ['clerk', 'judge', 'prosecutor', 'counsel', 'accused'] as Who[]) await people[who].gets('media');
  expect(names((await accused.sees(({ state }) => state === 'open')).people)).toContain(nameOf('judge'));

  clerk.say({ type: 'admit', seat: SEATS.witness });
  await witness.gets('media');
  witness.say({ type: 'affirm', what: 'oath' });
  judge.say({ type: 'floor', seat: SEATS.witness });
  await counsel.sees(({ floor }) => floor === SEATS.witness);
  expect(names(counsel.view?.people)).toContain(nameOf('witness'));
  // Protected from the accused: not there, not by name and not by number.
  expect(accused.view?.floor).toBeNull();
  expect(accused.wire).not.toContain(nameOf('witness'));

  judge.say({ type: 'release', seat: SEATS.witness });
  await witness.gets('no-media');
  await witness.sees(({ you, people: seen }) => you.standing === 'released' && seen.length === 0);
  witness.cut();
  const again = await court.enter(links.witness, court.keys.witness);
  await again.sees(({ you }) => you.standing === 'released');
  judge.say({ type: 'admit', seat: SEATS.witness });
  await until(() => judge.refusals().includes('wrong-state'));

  judge.say({ type: 'close' });
  for (const device of [clerk, judge, prosecutor, counsel, accused, again]) {
    expect(await device.gone()).toEqual({ code: 1000, reason: 'over' });
    expect(device.view?.state).toBe('closed');
  }
  expect(court.media.did.at(-1)).toBe('close');
  const late = await court.enter(links.counsel, court.keys.counsel);
  expect((await late.gets('refused')).code).toBe('hearing-over');
  expect((await late.gone()).code).toBe(1008);

  await court.written(hearing, 'closed');
  const own = await court.db
    .selectFrom('hearing')
    .select(['session', 'state'])
    .where('id', '=', hearing)
    .executeTakeFirstOrThrow();
  expect(own.state).toBe('closed');
  const leaves = court.keeper.log.filter(({ session }) => session === own.session);
  expect(leaves[0]?.type).toBe('hearing.opened');
  expect(leaves.at(-1)).toMatchObject({ type: 'hearing.closed', public: { how: 'closed' } });
  expect(leaves.map((leaf) => leaf.public?.['what'])).toEqual(
    expect.arrayContaining(['affirmed', 'floor', 'released']),
  );
  const rules = new ChainRules();
  for (const leaf of court.keeper.log) rules.take(leaf);
  expect(court.keeper.types().filter((type) => type === 'hearing.link-made')).toHaveLength(LINKED.length);
  expect(JSON.stringify(court.keeper.log)).not.toMatch(/Name-of|1-23/);
  const minute = await court.ask('GET', `/${hearing}/minute`);
  expect((minute.body as { lines: { what: string }[] }).lines.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['came', 'admitted', 'opened', 'affirmed', 'floor', 'released', 'closed']),
  );
});

it('tells a witness in the lobby nothing of anybody, whatever happens in court', async () => {
  const { people } = await court.inSession(change);
  const { judge, counsel, witness } = people;
  counsel.say({ type: 'hand', up: true });
  judge.say({ type: 'floor', seat: SEATS.counsel });
  judge.say({ type: 'roll-call', on: true });
  await counsel.sees(({ roll }) => roll !== undefined);
  counsel.say({ type: 'hears', seat: SEATS.judge, yes: true });
  judge.send({ type: 'note', text: 'A secret of the minute' });
  await judge.sees(({ roll }) => roll?.length === 1);
  await until(() => judge.happened().includes('note'));
  await witness.settled();
  // What the witness's own screen needs, and nothing of anybody else.
  expect(witness.wire).toContain(nameOf('witness'));
  for (const who of Object.keys(SEATS) as Who[]) if (who !== 'witness') expect(witness.wire).not.toContain(nameOf(who));
  expect(witness.wire).not.toContain('secret');
  expect(witness.all('media')).toEqual([]);
  expect(witness.all('minute')).toEqual([]);
  for (const { view } of witness.all('view')) {
    expect(view).toMatchObject({ state: 'scheduled', people: [], floor: null });
    expect(view).not.toHaveProperty('lobby');
    expect(view).not.toHaveProperty('roll');
  }
  // The same words in front of somebody in court.
  expect(counsel.wire).toContain(nameOf('judge'));
  expect(counsel.all('minute')).toEqual([]);
  expect(judge.wire).toContain('A secret of the minute');
  const { sitting } = court.media;
  for (const seat of Object.values(SEATS)) expect(sitting?.mayReceive(seat, SEATS.witness)).toBe(false);
  expect(sitting?.mayReceive(SEATS.judge, SEATS.counsel)).toBe(true);
});

it('a link is for one device: another is refused and reported, its own comes back into its seat', async () => {
  const { hearing, links, people } = await court.inSession(change);
  const { clerk, judge } = people;
  const thief = await court.enter(links.counsel, await newKeys());
  expect((await thief.gets('refused')).code).toBe('link-elsewhere');
  expect((await thief.gone()).code).toBe(1008);
  expect(thief.all('view')).toEqual([]);
  await until(() => judge.happened().includes('link-elsewhere'));
  // What was signed for one socket is worth nothing on another.
  const replay = await court.connect();
  await replay.enter(links.counsel, court.keys.counsel, 'A'.repeat(32));
  expect((await replay.gets('refused')).code).toBe('link-wrong');
  expect(people.counsel.closed).toBeUndefined();
  const own = await court.enter(links.counsel, court.keys.counsel);
  expect((await own.sees(({ state }) => state === 'open')).you.standing).toBe('admitted');
  await own.gets('media');
  expect(await people.counsel.gone()).toEqual({ code: 4001, reason: 'replaced' });
  // A new link voids the former, who came with it, and its device.
  const next = await court.link(hearing, 'counsel');
  expect((await own.gone()).code).toBe(1008);
  const old = await court.enter(links.counsel, court.keys.counsel);
  expect((await old.gets('refused')).code).toBe('link-wrong');
  const other = await court.enter(next, await newKeys());
  expect((await other.sees(({ you }) => you.seat === SEATS.counsel)).you.standing).toBe('admitted');
  await clerk.sees(({ people: seen }) => seen.some(({ seat, connected }) => seat === SEATS.counsel && connected));
});

it('pauses when the line of its judge breaks, and goes on when the judge says so', async () => {
  const { links, people } = await court.inSession(change);
  const { judge, counsel, clerk } = people;
  judge.cut();
  expect(await counsel.sees(({ state }) => state === 'paused')).toMatchObject({ pausedBy: 'judge-lost' });
  await counsel.gets('no-media');
  expect(court.media.sitting?.mayReceive(SEATS.counsel, SEATS.accused)).toBe(false);
  const back = await court.enter(links.judge, court.keys.judge);
  expect((await back.sees(({ you }) => you.standing === 'admitted')).state).toBe('paused');
  back.say({ type: 'resume' });
  await counsel.gets('media', 2);
  expect(clerk.happened()).toEqual(expect.arrayContaining(['paused-judge-lost', 'resumed']));
});

it('the clerk has one seat: the newest device of the account has it; another account is told there is nothing', async () => {
  const { hearing, people } = await court.inSession(change);
  const second = await court.enterClerk(hearing);
  await second.sees(({ state }) => state === 'open');
  expect(await people.clerk.gone()).toEqual({ code: 4001, reason: 'replaced' });
  await court.db
    .updateTable('hearing')
    .set({ made_by: (await other()).id })
    .where('id', '=', hearing)
    .execute();
  await court.db
    .updateTable('attendee')
    .set({ account: (await other()).id })
    .where('hearing', '=', hearing)
    .where('seat', '=', 0)
    .execute();
  const stranger = await court.enterClerk(hearing);
  expect((await stranger.gets('refused')).code).toBe('not-found');
  expect((await court.ask('GET', `/${hearing}/minute`)).status).toBe(404);
  expect((await court.ask('POST', `/${hearing}/links`, { seat: 1 })).status).toBe(404);
  expect((await court.ask('GET', '')).text).not.toContain(hearing);
  const nobody = await court.connect();
  nobody.send({ type: 'enter-clerk', hearing });
  expect((await nobody.gets('refused')).code).toBe('not-signed-in');
});
const other = () =>
  court.db.selectFrom('person').select('id').where('username', '=', 'desk1').executeTakeFirstOrThrow();

it('is read back after the facility was killed: seats, links, devices, standing and minute', async () => {
  const { hearing, links, people } = await court.inSession(change);
  const { judge, witness, clerk } = people;
  clerk.say({ type: 'mute', seat: SEATS.prosecutor, on: true });
  judge.send({ type: 'note', text: 'written before' });
  await until(() => clerk.happened().includes('note'));
  await court.drained();
  await until(async () => (await lines(hearing)).includes('note'));
  await court.facility.killAndRestart();
  await witness.gone();
  const thief = await court.enter(links.counsel, await newKeys());
  expect((await thief.gets('refused')).code).toBe('link-elsewhere');
  const back = {} as typeof people;
  for (const who of LINKED) back[who] = await court.enter(links[who], court.keys[who]);
  back.clerk = await court.enterClerk(hearing);
  expect(await back.judge.sees(({ you }) => you.standing === 'admitted')).toMatchObject({
    state: 'paused',
    pausedBy: 'judge-lost',
  });
  await back.witness.sees(({ you }) => you.standing === 'waiting');
  expect((await back.prosecutor.sees(({ state }) => state === 'paused')).you).toMatchObject({
    standing: 'admitted',
    muted: true,
  });
  await until(() => back.clerk.happened().includes('paused-judge-lost'));
  expect(back.clerk.minute.map(({ number }) => number)).toEqual(back.clerk.minute.map((_, i) => i + 1));
  expect(back.clerk.happened()).toEqual(expect.arrayContaining(['opened', 'note', 'link-elsewhere']));
  back.judge.say({ type: 'resume' });
  await back.counsel.gets('media');
  back.judge.say({ type: 'adjourn' });
  await back.judge.gone();
  await court.written(hearing, 'adjourned');
  const rules = new ChainRules();
  for (const leaf of court.keeper.log) rules.take(leaf);
  expect(court.keeper.log.at(-1)).toMatchObject({ type: 'hearing.closed', public: { how: 'adjourned' } });
});
const lines = async (hearing: string) =>
  (await court.db.selectFrom('minute_line').select(['kind', 'what']).where('hearing', '=', hearing).execute()).map(
    ({ kind, what }) => what ?? kind,
  );

it('corrections of the minute are added; the database refuses to change or to take away a line', async () => {
  const { hearing, people } = await court.inSession(change);
  const { judge, clerk, counsel } = people;
  judge.send({ type: 'note', text: 'The "exhibit", 4' });
  await until(() => clerk.happened().includes('note'));
  const number = clerk.minute.find(({ kind }) => kind === 'note')!.number;
  clerk.send({ type: 'note', text: 'Exhibit 5', corrects: number });
  await until(() => judge.happened().includes('correction'));
  judge.send({ type: 'note', text: 'of nothing', corrects: 9999 });
  await until(() => judge.refusals().includes('bad-input'));
  counsel.send({ type: 'note', text: 'mine' });
  await until(() => counsel.refusals().includes('not-allowed'));
  await until(async () => (await lines(hearing)).includes('correction'));
  const change_ = sql`update minute_line set text = 'other' where hearing = ${hearing} and number = ${number}`;
  await expect(change_.execute(court.db)).rejects.toThrow('never changed');
  await expect(sql`delete from minute_line where hearing = ${hearing}`.execute(court.db)).rejects.toThrow(
    'never changed',
  );
  await expect(sql`truncate minute_line`.execute(court.db)).rejects.toThrow('never changed');
  const { text } = await court.ask('GET', `/${hearing}/minute?as=csv`);
  expect(text.split('\r\n')[0]).toBe('"number","at","kind","what","role","name","by_role","by_name","text","corrects"');
  expect(text).toContain(`"judge","${nameOf('judge')}","The ""exhibit"", 4",""`);
  expect(text).toContain(`"Exhibit 5","${number}"`);
});

it('one courtroom, one hearing at a time; what cannot be is refused', async () => {
  await court.schedule(change);
  const taken = await court.ask('POST', '', court.wish(change));
  expect([taken.status, taken.body]).toMatchObject([409, { code: 'courtroom-taken', field: 'courtroom' }]);
  const { from } = court.wish();
  expect((await court.ask('POST', '', court.wish({ to: from }))).body).toMatchObject({ code: 'times-wrong' });
  const alone = [{ role: 'judge', name: 'J', language: 'ru', protectedFrom: [0] }];
  expect((await court.ask('POST', '', court.wish({ people: alone }))).body).toMatchObject({ code: 'bad-input' });
  expect((await court.ask('GET', '', undefined, 'x=1')).status).toBe(401);
});

it('is on the hosts of those who can be in court, for their own pages', async () => {
  for (const audience of ['desk', 'oversight']) {
    const host = `${audience}.localhost:${court.facility.port}`;
    await expect(court.connect({ host, origin: `http://${host}` })).rejects.toThrow('403');
  }
  await expect(court.connect({ origin: 'http://evil.example' })).rejects.toThrow('403');
  expect(
    (await court.facility.ask('desk', 'GET', '/api/court/hearings', undefined, { cookie: await court.cookie() }))
      .status,
  ).toBe(404);
  (await court.connect()).cut();
});

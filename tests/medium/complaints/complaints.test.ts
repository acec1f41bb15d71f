import { randomBytes } from 'node:crypto';
import { Connection } from '#postgres';
import { Complaints, ComplaintTaken } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandBench } from '../../../apps/facility/src/audit/command.js';
import { KeeperSocket } from '../../../apps/facility/src/audit/keeper-socket.js';
import { OutboxDrainer } from '../../../apps/facility/src/audit/outbox-drainer.js';
import { DeskCommands } from '../../../apps/facility/src/booking/desk-commands.js';
import { ComplaintsModule } from '../../../apps/facility/src/complaints/complaints.module.js';
import { makeKioskCode } from '../../../apps/facility/src/kiosks/kiosk-code.js';
import { KiosksModule } from '../../../apps/facility/src/kiosks/kiosks.module.js';
import { EntriesInMemory } from '../access/entries-in-memory.js';
import { FakeKeeper, until } from '../booth/test-house.js';
import { TestKiosk } from '../kiosks/test-kiosk.js';
import { buildPrograms, type Programs } from '../ledger/build-programs.js';
import { KeeperProcess } from '../ledger/keeper-process.js';
import { cookieHeader, FacilityUnderTest } from '../people/facility-under-test.js';

let programs: Programs;
let facility: FacilityUnderTest;
let keeper: KeeperProcess;
let drainer: OutboxDrainer;
const cookies: Record<string, string> = {};

beforeAll(() => void (programs = buildPrograms(['ledger-keeper'])));
beforeAll(async () => {
  facility = await FacilityUnderTest.start([], { imports: [EntriesInMemory, KiosksModule, ComplaintsModule] });
  // The facility's own drainer finds nobody; entries go to a real keeper.
  facility.app.get(FakeKeeper).state_ = 'down';
  keeper = new KeeperProcess(programs.keeper, `${facility.folder}/log`);
  await keeper.start();
  drainer = new OutboxDrainer(db(), new KeeperSocket(keeper.socket));
  drainer.start();
});
beforeAll(async () => {
  for (const booth of ['4', '1', '2']) {
    const code = await makeKioskCode(db(), booth);
    cookies[booth] = cookieHeader(await new TestKiosk(facility).enrol(code));
  }
  for (const name of ['attorney1', 'attorney2']) cookies[name] = cookieHeader(await facility.signIn('attorney', name));
  cookies['oversight1'] = cookieHeader(await facility.signIn('oversight', 'oversight1'));
});
afterAll(async () => {
  await drainer?.stop();
  await keeper?.stop('SIGKILL');
  await facility?.stop();
  programs?.remove();
});

const db = () => facility.app.get(Connection).db;
const fresh = () => randomBytes(16).toString('hex');
const hostOf = (who: string) => (/^\d/.test(who) ? 'kiosk' : 'attorney');
const say = (who: string, body: object) =>
  facility.ask(hostOf(who), 'POST', `/api/${hostOf(who)}/complaints`, body, { cookie: cookies[who] ?? '' });
const taken = async (who: string, body: object) => {
  const answer = await say(who, body);
  expect(answer.status).toBe(200);
  return ComplaintTaken.parse(JSON.parse(answer.text));
};
const entryOf = async (who: string, body: object): Promise<number> => {
  let entry: number | undefined;
  await until(async () => (entry = (await taken(who, body)).entry) !== undefined, 30_000);
  return entry!;
};
const list = async () => {
  const { text } = await facility.ask('oversight', 'GET', '/api/oversight/complaints', undefined, {
    cookie: cookies['oversight1'] ?? '',
  });
  return Complaints.parse(JSON.parse(text)).complaints;
};
const leafAt = async (entry: number) =>
  (await db().selectFrom('outbox').select('leaf').where('log_index', '=', String(entry)).executeTakeFirstOrThrow())
    .leaf as { type: string; public: object; session?: string };

/** A booking of attorney1 in booth 4. */
async function booked(): Promise<string> {
  const { id: attorney } = await db()
    .selectFrom('person')
    .select('id')
    .where('username', '=', 'attorney1')
    .executeTakeFirstOrThrow();
  const { number: detainee } = await db().selectFrom('detainee').select('number').executeTakeFirstOrThrow();
  const from = new Date(Date.now() + 60_000);
  const to = new Date(from.getTime() + 3_600_000);
  const wish = { booth: '4', detainee, attorney, from: from.toISOString(), to: to.toISOString() };
  const desk = new DeskCommands(facility.app.get(CommandBench));
  return (await desk.make.run({ wish, by: 'desk1' })).answer.id;
}

it('is in the log of a real keeper at once, without a booking, names nobody, and oversight sees it', async () => {
  const entry = await entryOf('4', { id: fresh(), kind: 'not-private' });
  expect(await leafAt(entry)).toMatchObject({ type: 'complaint.made', public: { kind: 'not-private', role: 1 } });
  expect(await leafAt(entry)).not.toHaveProperty('session');
  expect((await keeper.state()).size).toBeGreaterThan(entry);
  expect((await list())[0]).toMatchObject({ kind: 'not-private', role: 1, ofBooking: false, entry });
  const later = await entryOf('attorney1', { id: fresh(), kind: 'not-heard', keptSeconds: 3600 });
  expect(await leafAt(later)).toMatchObject({ public: { kind: 'not-heard', role: 2 } });
  const [newest] = await list();
  expect(newest).toMatchObject({ kind: 'not-heard', role: 2, entry: later });
  expect(Date.parse(newest!.at) - Date.parse(newest!.said)).toBe(3_600_000);
  const { id } = await db()
    .selectFrom('person')
    .select('id')
    .where('username', '=', 'attorney1')
    .executeTakeFirstOrThrow();
  const { rows } = await facility.app
    .get(Connection)
    .pool.query<{ all: string }>(
      `select (select string_agg(complaint::text, ' ') from complaint) || (select string_agg(leaf::text, ' ') from outbox) as all`,
    );
  expect(rows[0]!.all).toContain('not-heard');
  expect(rows[0]!.all).not.toContain(id);
});

it('sent again, also ten times at once, it is one entry; the same number from another is another complaint', async () => {
  const before = (await list()).length;
  const body = { id: fresh(), kind: 'not-heard' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => say('1', body)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  const entry = await entryOf('1', body);
  expect(await entryOf('1', body)).toBe(entry);
  expect(await list()).toHaveLength(before + 1);
  expect(await entryOf('4', body)).not.toBe(entry);
  expect(await list()).toHaveLength(before + 2);
});

it('about a booking: its booth and its attorney in their roles; for anybody else there is no such booking', async () => {
  const booking = await booked();
  const before = await list();
  // Booth 1 has said ten things at once before, and may have to wait.
  for (const who of ['attorney2', '2']) {
    const refused = await say(who, { id: fresh(), kind: 'not-private', booking });
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([404, 'not-found']);
  }
  expect(await list()).toEqual(before);
  await entryOf('4', { id: fresh(), kind: 'not-private', booking });
  await entryOf('attorney1', { id: fresh(), kind: 'not-private', booking });
  expect((await list()).slice(0, 2)).toMatchObject([
    { role: 2, ofBooking: true },
    { role: 1, ofBooking: true },
  ]);
});

it('waits in the outbox while the keeper is away, is shown as waiting, and is entered when it is back', async () => {
  await keeper.stop();
  const body = { id: fresh(), kind: 'not-heard' };
  expect(await taken('4', body)).toEqual({});
  const [waiting] = await list();
  expect(waiting).toMatchObject({ kind: 'not-heard', role: 1 });
  expect(waiting).not.toHaveProperty('entry');
  await keeper.start();
  const entry = await entryOf('4', body);
  expect((await list())[0]).toEqual({ ...waiting, entry });
});

it('nobody can withdraw or change one, with any verb, on any host', async () => {
  const id = fresh();
  await entryOf('attorney1', { id, kind: 'not-private' });
  const before = await list();
  const hosts = { kiosk: '4', attorney: 'attorney1', oversight: 'oversight1' };
  for (const [host, who] of Object.entries(hosts)) {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      for (const path of ['', `/${id}`, `/${before[0]!.id}`, `/${before[0]!.id}/withdraw`]) {
        const answer = await facility.ask(
          host,
          method,
          `/api/${host}/complaints${path}`,
          method === 'DELETE' ? undefined : { id, kind: 'not-heard' },
          {
            cookie: cookies[who] ?? '',
          },
        );
        expect([host, method, path, answer.status]).toEqual([host, method, path, 404]);
      }
    }
  }
  expect(await taken('attorney1', { id, kind: 'not-heard' })).toEqual({ entry: before[0]!.entry });
  expect(await list()).toEqual(before);
  // Control: the same hosts do take a new one.
  await entryOf('attorney1', { id: fresh(), kind: 'not-heard' });
  expect(await list()).toHaveLength(before.length + 1);
});

it('only a kiosk that is enrolled and people of that page are taken from; nothing but what is asked for', async () => {
  const good = { id: fresh(), kind: 'not-heard' };
  expect((await facility.ask('kiosk', 'POST', '/api/kiosk/complaints', good)).status).toBe(401);
  expect((await facility.ask('attorney', 'POST', '/api/attorney/complaints', good)).status).toBe(401);
  expect((await facility.ask('oversight', 'GET', '/api/oversight/complaints')).status).toBe(401);
  for (const wrong of [{}, { ...good, id: 'x' }, { ...good, kind: 'rude' }, { ...good, name: 'Aliya' }])
    expect((await say('4', wrong)).status).toBe(400);
});

it('an account that floods is slowed down, and takes nothing from others; what it sends later is taken', async () => {
  const bodies = Array.from({ length: 14 }, () => ({ id: fresh(), kind: 'not-heard' }));
  const before = (await list()).length;
  const answers = await Promise.all(bodies.map((body) => say('attorney2', body)));
  const refused = answers.filter(({ status }) => status === 429).length;
  expect(refused).toBeGreaterThanOrEqual(4);
  expect(await list()).toHaveLength(before + bodies.length - refused);
  expect((await say('4', { id: fresh(), kind: 'not-private' })).status).toBe(200);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_SESSION_FRAME, type PartyBooking } from '#protocol';
import { TestPostgres } from '#testing';
import { WebSocketServer } from 'ws';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partyBooking, selectBookings } from '../../../apps/facility/src/booking/booking-rows.js';
import { EndSession } from '../../../apps/facility/src/booth/end-session.js';
import { MAX_REFUSALS } from '../../../apps/facility/src/booth/session-connection.js';
import { SessionDoor } from '../../../apps/facility/src/booth/session-door.js';
import { SessionRefusals } from '../../../apps/facility/src/booth/session-refusals.js';
import type { Visitor } from '../../../apps/facility/src/people/visitor.js';
import { TestDevice } from './test-device.js';
import { TestHouse, until } from './test-house.js';

const attorney = (id: string): Visitor => ({
  kind: 'person',
  id,
  name: id,
  username: id,
  role: 'attorney',
  audience: 'attorney',
  session: `sign-in of ${id}`,
});
const VISITORS: Record<string, Visitor> = {
  kiosk4: { kind: 'kiosk', booth: '4', session: 'k4' },
  kiosk5: { kind: 'kiosk', booth: '5', session: 'k5' },
  attorney: attorney('a1'),
  stranger: attorney('a2'),
  desk: { ...(attorney('a1') as Extract<Visitor, { kind: 'person' }>), role: 'desk', audience: 'desk' },
  nobody: { kind: 'nobody' },
};

let server: TestPostgres;
let house: TestHouse;
let door: SessionDoor;
let http: Server;
let sockets: WebSocketServer;
let address: string;

beforeAll(async () => void (server = await TestPostgres.start()));
afterAll(() => server.stop());
beforeEach(async () => {
  house = await TestHouse.open(server);
  door = new SessionDoor(house.all.parts, house.all.life);
  http = createServer();
  sockets = new WebSocketServer({ server: http, maxPayload: 256 * 1024 });
  sockets.on('connection', (socket, request) => {
    socket.on('error', () => socket.terminate());
    door.admit(socket as never, Promise.resolve(VISITORS[(request.url ?? '').slice(1)]!));
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  address = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  http.closeAllConnections();
  await new Promise((done) => http.close(done));
  await house.close();
});

const rowOf = (id: string) => selectBookings(house.db).where('id', '=', id).executeTakeFirstOrThrow();
const attorneyCopy = async (id: string): Promise<PartyBooking> => {
  const row = await rowOf(id);
  return partyBooking(row, row.attorney_party);
};

/** An open booth with both devices in it. */
async function both(seals = true) {
  const { id, code } = await house.admitted();
  const kiosk = await house.all.booth.open('4', code);
  const booth = await TestDevice.enter(address, 'kiosk4', kiosk, seals);
  await booth.gets('media');
  const law = await TestDevice.enter(address, 'attorney', await attorneyCopy(id), seals);
  await law.gets('offer');
  await booth.gets('offer');
  return { id, booth, law, session: (await rowOf(id)).session! };
}
const drained = () => until(async () => (await house.drainer.waiting()) === 0);
const state = async (id: string) => {
  const { state: is, completion } = await rowOf(id);
  return [is, completion];
};

describe('the session channel', () => {
  it('brings two devices to keyed and enters both signed verdicts; the desk sees sealed', async () => {
    const { id, booth, law, session } = await both();
    await Promise.all([booth.keyed(), law.keyed()]);
    await booth.verdict(true);
    await law.verdict(true);
    await law.gets('seal', 4);
    await until(() => house.all.life.of(id).matched === 2);
    law.send({ type: 'end' });
    expect(await booth.gets('ended')).toEqual({ type: 'ended', code: 'ended-by-attorney' });
    await until(async () => (await rowOf(id)).state === 'completed');
    await drained();
    expect(house.keeper.types()).toEqual([
      'booking.made',
      'booking.admitted',
      'booth.opened',
      'party.joined',
      'party.joined',
      'code.verdict',
      'code.verdict',
      'session.closed',
    ]);
    const verdicts = house.keeper.log.filter(({ type }) => type === 'code.verdict');
    for (const leaf of verdicts) expect(leaf.by).toBe(`visit:${String(leaf.public?.['vk'])}`);
    expect(house.keeper.log.filter((leaf) => leaf.session === session).map(({ seq }) => seq)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect(JSON.stringify(house.keeper.log)).not.toMatch(/1001|Attorney 1|a1"/);
    expect(house.plane.open.size).toBe(0);
    expect(house.grants.revoked).toEqual([session]);
  });

  it('gives no media to an attorney who waits, and gives it when the booth opens', async () => {
    const { id, code } = await house.admitted();
    const law = await TestDevice.enter(address, 'attorney', await attorneyCopy(id), false);
    expect(await law.gets('state')).toMatchObject({ state: 'waiting', present: [false, true] });
    expect(law.all('media')).toEqual([]);
    expect(house.plane.open.size).toBe(0);
    await house.all.booth.open('4', code);
    await law.gets('media');
    expect(law.all('state').at(-1)).toMatchObject({ state: 'open' });
  });

  it('lets nobody else in, and does not say whether the booking exists', async () => {
    const { id } = await both(false);
    const copy = await attorneyCopy(id);
    for (const who of ['kiosk5', 'stranger', 'desk']) {
      const device = await TestDevice.enter(address, who, copy, false);
      expect((await device.gets('refused')).code).toBe('not-found');
      device.send({ type: 'end' });
      expect((await device.gets('refused', 2)).code).toBe('not-allowed');
      device.socket.close();
    }
    const nobody = await TestDevice.enter(address, 'nobody', copy, false);
    expect((await nobody.gets('refused')).code).toBe('not-signed-in');
    await until(() => nobody.closed !== undefined);
    const none = await TestDevice.enter(address, 'attorney', { ...copy, id: 'f'.repeat(32) }, false);
    expect((await none.gets('refused')).code).toBe('not-found');
    expect(await state(id)).toEqual(['in-session', null]);
  });

  it('relays in order, with the place the server knows, to whom it is for', async () => {
    const { booth, law } = await both(false);
    const { round } = law.all('offer')[0]!;
    for (let i = 0; i < 100; i += 1) {
      law.send({ type: 'seal', round, step: 'key', to: 0, body: Buffer.from([i]).toString('base64url') });
    }
    await booth.gets('seal', 100);
    const got = booth.all('seal');
    expect(got.map(({ body }) => Buffer.from(body, 'base64url')[0])).toEqual(got.map((_, i) => i));
    expect(new Set(got.map(({ from }) => from))).toEqual(new Set([1]));
    expect(law.all('seal')).toEqual([]);
  });

  it('refuses bad frames each with its code, loses nothing after them, and closes after 50', async () => {
    const { booth, law, id } = await both(false);
    const { round } = law.all('offer')[0]!;
    const bad: [unknown, string][] = [
      ['{', 'message-malformed'],
      ['null', 'message-malformed'],
      [Buffer.from([1, 2, 3]), 'message-malformed'],
      [{ type: 'record' }, 'message-unknown'],
      [{ type: 'end', extra: 1 }, 'message-malformed'],
      [{ type: 'seal', round, step: 'commit', from: 0, body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round, step: 'key', body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round, step: 'key', to: 1, body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round, step: 'key', to: 3, body: 'AA' }, 'message-malformed'],
      [{ type: 'seal', round: 5, step: 'commit', body: 'AA' }, 'message-malformed'],
      ['x'.repeat(MAX_SESSION_FRAME + 1), 'message-too-large'],
      [{ type: 'enter', booking: id }, 'wrong-state'],
    ];
    for (const [frame] of bad) law.send(frame);
    await law.gets('refused', bad.length);
    expect(law.refusals()).toEqual(bad.map(([, code]) => code));
    law.send({ type: 'seal', round, step: 'commit', body: 'AA' });
    await booth.gets('seal');
    for (let i = bad.length; i < MAX_REFUSALS; i += 1) law.send('{');
    await until(() => law.closed !== undefined);
    expect(law.refusals().at(-1)).toBe('too-many-refusals');
    expect(await state(id)).toEqual(['in-session', null]);
  });

  it('going on without matching is the attorney’s alone, and entered', async () => {
    const { booth, law } = await both(false);
    const { round } = law.all('offer')[0]!;
    booth.send({ type: 'without-matching', round });
    expect((await booth.gets('refused')).code).toBe('not-allowed');
    law.send({ type: 'without-matching', round });
    await booth.gets('without-matching');
    await until(() => house.keeper.types().includes('code.skipped'));
  });

  it('a dropped socket ends nothing; the one who comes back is not offered anew once keyed', async () => {
    const { id, booth, law } = await both();
    await Promise.all([booth.keyed(), law.keyed()]);
    law.socket.terminate();
    await until(() => booth.all('state').at(-1)?.present[1] === false);
    expect(await state(id)).toEqual(['in-session', null]);
    const again = await TestDevice.enter(address, 'attorney', await attorneyCopy(id), false);
    await again.gets('media');
    await until(() => house.keeper.types().filter((type) => type === 'party.joined').length === 3);
    expect(again.all('offer')).toEqual([]);
    again.send({ type: 'again' });
    expect((await again.gets('offer')).attempt).toBe(2);
    expect(house.keeper.types()).toContain('party.left');
  });

  it('an older socket of the same place gives way', async () => {
    const { id, law } = await both(false);
    const second = await TestDevice.enter(address, 'attorney', await attorneyCopy(id), false);
    await second.gets('media');
    await until(() => law.closed !== undefined);
    expect(law.closed?.code).toBe(4001);
  });

  it('sign-out closes the socket', async () => {
    const { law, booth } = await both(false);
    door.dismiss({ session: 'sign-in of a1', reason: 'signed-out' });
    await until(() => law.closed !== undefined);
    expect(law.closed?.code).toBe(4003);
    expect(booth.closed).toBeUndefined();
  });

  it('calls the desk, until the session ends', async () => {
    const { booth } = await both(false);
    const calling = async () =>
      (await house.db.selectFrom('booth').selectAll().where('number', '=', '4').executeTakeFirstOrThrow()).calling_at;
    booth.send({ type: 'call-staff' });
    await until(async () => (await calling()) !== null);
    booth.send({ type: 'end' });
    await until(async () => (await calling()) === null);
  });

  it('enters refusals of the gateway in their session', async () => {
    const { session } = await both(false);
    const sink = new SessionRefusals();
    sink.serve(house.all.life);
    const grant = { session, booking: '', party: 1, role: 2, room: { id: 1, pin: '', publishers: 2 } };
    sink.refused(grant, 'other-room', 3);
    sink.refused(undefined, 'no-grant', 1);
    await until(() => house.keeper.types().includes('gateway.refused'));
    expect(house.keeper.log.at(-1)?.public).toEqual({ role: 2, code: 'other-room', count: 3 });
  });

  it('after a restart a running session keeps its room, others lose theirs', async () => {
    const { id, booth, law, session } = await both();
    await Promise.all([booth.keyed(), law.keyed()]);
    await until(async () => (await rowOf(id)).keyed);
    house.plane.open.set('e'.repeat(32), { id: 99, pin: '', publishers: 2 });
    await house.restart();
    await house.all.life.recover();
    expect([...house.plane.open.keys()]).toEqual([session]);
    door = new SessionDoor(house.all.parts, house.all.life);
    const copy = await attorneyCopy(id);
    const back = await TestDevice.enter(address, 'attorney', copy, false);
    await TestDevice.enter(address, 'kiosk4', { ...copy, party: (await rowOf(id)).booth_party }, false);
    await back.gets('media');
    await until(() => back.all('state').at(-1)?.present.every(Boolean) === true);
    expect(back.all('offer')).toEqual([]);
    await new EndSession(house.db, house.all.life).end(id, 'ended-by-staff');
    expect(await state(id)).toEqual(['completed', 'ended-by-staff']);
  });
});

type Ending = [name: string, end: (made: Awaited<ReturnType<typeof both>>) => unknown, code: string];
const ENDINGS: Ending[] = [
  ['the detainee', ({ booth }) => booth.send({ type: 'end' }), 'ended-by-detainee'],
  ['the attorney', ({ law }) => law.send({ type: 'end' }), 'ended-by-attorney'],
  ...(['normal', 'ended-by-staff', 'link-lost', 'booth-not-safe'] as const).map((code): Ending => [
    `the desk: ${code}`,
    ({ id }) => new EndSession(house.db, house.all.life).end(id, code),
    code,
  ]),
  ['a signed "different" of the booth', ({ booth }) => booth.verdict(false), 'codes-differ'],
  ['a signed "different" of the attorney', ({ law }) => law.verdict(false), 'codes-differ'],
  [
    'an abort because of it',
    ({ law }) => law.send({ type: 'abort', round: law.all('offer')[0]!.round, code: 'verdict-different' }),
    'codes-differ',
  ],
  [
    'both at once',
    ({ booth, law }) => [booth, booth, booth].map((one) => one.send({ type: 'end' })) && law.socket.terminate(),
    'ended-by-detainee',
  ],
];

describe('ten endings', () => {
  it.each(ENDINGS)('%s', async (_, end, code) => {
    const made = await both();
    await Promise.all([made.booth.keyed(), made.law.keyed()]);
    await end(made);
    expect(await made.booth.gets('ended')).toEqual({ type: 'ended', code });
    await until(async () => (await rowOf(made.id)).state === 'completed');
    await until(() => house.plane.open.size === 0 && house.grants.revoked.length > 0);
    await drained();
    expect(await state(made.id)).toEqual(['completed', code]);
    expect(house.keeper.types().filter((type) => type === 'session.closed')).toHaveLength(1);
    expect(house.keeper.types().at(-1)).toBe('session.closed');
    const late = await TestDevice.enter(address, 'attorney', await attorneyCopy(made.id), false);
    expect((await late.gets('refused')).code).toBe('session-ended');
  });
});

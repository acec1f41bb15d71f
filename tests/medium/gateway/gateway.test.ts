import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { JanusBoothPlane, VideoRoom, WireClient } from '#janus';
import { type GatewayApp, grantOf, openBooth, startGateway } from './gateway-app.js';
import { Party } from './party.js';
import { type RealJanus, startRealJanus, until } from './real-janus.js';

let janus: RealJanus;
let app: GatewayApp;

beforeAll(async () => {
  janus = await startRealJanus();
  app = await startGateway(janus);
});
afterAll(async () => {
  await app?.close();
  await janus?.stop();
});

const dataOf = (frame: Record<string, unknown>): Record<string, unknown> =>
  (frame['plugindata'] as { data: Record<string, unknown> }).data;

test('two parties join; each learns the feed of the other and nothing more', async () => {
  const { session, room, tokens } = await openBooth(app);
  const kiosk = await Party.connect(app.port, tokens[0]);
  await kiosk.open();
  const first = await kiosk.joinPublisher();
  expect(dataOf(first.joined)).toEqual({ videoroom: 'joined', id: 1, publishers: [] });
  const attorney = await Party.connect(app.port, tokens[1]);
  await attorney.open();
  const second = await attorney.joinPublisher();
  expect(dataOf(second.joined)).toEqual({ videoroom: 'joined', id: 2, publishers: [] });
  const spoken = JSON.stringify([...kiosk.frames, ...attorney.frames]);
  expect(spoken).not.toContain(room.pin);
  expect(spoken).not.toContain(String(room.id));
  expect(spoken).not.toContain(session);
  expect(spoken).not.toContain('private_id');
  await app.book.revoke(session);
  expect(await kiosk.closed()).toEqual({ code: 1000, reason: 'revoked' });
  expect(await attorney.closed()).toEqual({ code: 1000, reason: 'revoked' });
  expect(await app.plane.closeRoom(session)).toBe(true);
  expect(await app.plane.closeRoom(session)).toBe(false);
});

test('a revoked or invented token opens nothing', async () => {
  const { session, tokens } = await openBooth(app);
  await app.book.revoke(session);
  for (const token of [tokens[0], 'x'.repeat(43), undefined]) {
    const party = await Party.connect(app.port, token);
    expect(await party.outcome({ janus: 'create' })).toBe('no-grant');
    await party.leave();
  }
  await app.plane.closeRoom(session);
});

test('a thousand frames are answered in their order', async () => {
  const { session, tokens } = await openBooth(app);
  const party = await Party.connect(app.port, tokens[0]);
  await party.open();
  const handle = await party.attach();
  const sent: string[] = [];
  for (let count = 0; count < 1000; count += 1) {
    const alive = { janus: 'keepalive', session_id: party.session };
    const swallowed = {
      janus: 'trickle',
      session_id: party.session,
      handle_id: handle,
      candidate: { candidate: 'candidate:1 1 tcp 1 127.0.0.1 9 typ host' },
    };
    sent.push(party.send(count % 2 === 0 ? alive : swallowed));
  }
  await until(
    () => sent.every((transaction) => party.frames.some((frame) => frame['transaction'] === transaction)),
    30,
  );
  const kept = (wanted: number) => sent.filter((_, index) => index % 2 === wanted);
  for (const half of [kept(0), kept(1)]) {
    const answered = party.frames
      .map((frame) => frame['transaction'])
      .filter((transaction) => half.includes(transaction as string));
    expect(answered).toEqual(half);
  }
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
});

test('malformed, binary and oversized frames are refused with a code; the connection stays', async () => {
  const { session, tokens } = await openBooth(app);
  const party = await Party.connect(app.port, tokens[0]);
  await party.open();
  const refused = async (data: string | Buffer): Promise<string> => {
    const before = party.frames.length;
    party.raw(data);
    await party.find((frame) => party.frames.indexOf(frame) >= before);
    return (party.frames[before]?.['error'] as { refusal: string }).refusal;
  };
  expect(await refused('{')).toBe('malformed');
  expect(await refused('[]')).toBe('malformed');
  expect(await refused('null')).toBe('malformed');
  expect(await refused(Buffer.from('{"janus":"create","transaction":"a"}'))).toBe('frame-not-text');
  expect(await refused(JSON.stringify({ janus: 'x'.repeat(70_000) }))).toBe('frame-too-large');
  expect(await party.outcome({ janus: 'keepalive', session_id: party.session })).toBe('ack');
  party.raw('y'.repeat(300_000));
  expect((await party.closed()).code).toBe(1009);
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
});

test('the fiftieth refusal closes; the first of a code is reported at once, the rest with a count', async () => {
  const { session, tokens } = await openBooth(app);
  const party = await Party.connect(app.port, tokens[0]);
  await party.open();
  for (let count = 0; count < 60; count += 1) party.send({ janus: 'info' });
  expect(await party.closed()).toEqual({ code: 1008, reason: 'too-many-refusals' });
  const mine = app.refusals.seen.filter((refusal) => refusal.session === session);
  expect(mine).toEqual([
    { session, code: 'verb-not-allowed', count: 1 },
    { session, code: 'too-many-refusals', count: 1 },
    { session, code: 'verb-not-allowed', count: 49 },
  ]);
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
});

test("another's session and handle are refused, and so is a claim of them", async () => {
  const { session, tokens } = await openBooth(app);
  const kiosk = await Party.connect(app.port, tokens[0]);
  const attorney = await Party.connect(app.port, tokens[1]);
  const foreign = await kiosk.open();
  const foreignHandle = await kiosk.attach();
  await attorney.open();
  expect(await attorney.outcome({ janus: 'keepalive', session_id: foreign })).toBe('other-session');
  expect(await attorney.outcome({ janus: 'claim', session_id: foreign })).toBe('other-session');
  expect(await attorney.outcome({ janus: 'destroy', session_id: foreign })).toBe('other-session');
  expect(await attorney.outcome({ janus: 'detach', session_id: attorney.session, handle_id: foreignHandle })).toBe(
    'other-handle',
  );
  expect(await attorney.outcome(attorney.request(foreignHandle, { request: 'leave' }))).toBe('other-handle');
  expect(await kiosk.outcome({ janus: 'keepalive', session_id: foreign })).toBe('ack');
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
});

test('a party claims its own session after a drop, and a second connection takes the seat', async () => {
  const { session, tokens } = await openBooth(app);
  const before = await Party.connect(app.port, tokens[0]);
  const own = await before.open();
  await before.joinPublisher();
  before.socket.terminate();
  await before.closed();
  const after = await Party.connect(app.port, tokens[0]);
  after.session = own;
  expect(await after.outcome({ janus: 'claim', session_id: own })).toBe('success');
  expect(await after.outcome({ janus: 'keepalive', session_id: own })).toBe('ack');
  const thief = await Party.connect(app.port, tokens[0]);
  await thief.open();
  expect((await after.closed()).reason).toBe('replaced');
  // The former Janus session went with its feed: the same feed can join anew.
  expect(dataOf((await thief.joinPublisher()).joined)['id']).toBe(1);
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
});

test('foreign origins, other paths and other subprotocols get no socket', async () => {
  const status = (url: string, protocol: string, origin?: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url, protocol, origin === undefined ? {} : { headers: { origin } });
      socket.once('unexpected-response', (_, response) => {
        resolve(response.statusCode ?? 0);
        socket.terminate();
      });
      socket.once('open', () => {
        resolve(101);
        socket.terminate();
      });
      socket.on('error', reject);
    });
  const url = `ws://127.0.0.1:${app.port}`;
  expect(await status(`${url}/janus`, 'janus-protocol', 'http://kiosk.test')).toBe(101);
  expect(await status(`${url}/janus`, 'janus-protocol', 'http://evil.test')).toBe(403);
  expect(await status(`${url}/janus`, 'janus-protocol')).toBe(403);
  expect(await status(`${url}/janus`, 'other', 'http://kiosk.test')).toBe(400);
  expect(await status(`${url}/elsewhere`, 'janus-protocol', 'http://kiosk.test')).toBe(404);
});

test('after a crash, rooms without a running session are removed, running ones stay', async () => {
  const { contact } = janus;
  const before = new JanusBoothPlane(async () => contact);
  const gone = '0'.repeat(32);
  const running = '1'.repeat(32);
  await before.openRoom(gone, 2);
  await before.openRoom(running, 2);
  // The facility dies: its Janus session is not ended properly, rooms stay.
  await before.close();
  const after = new JanusBoothPlane(async () => contact);
  expect((await after.rooms()).map((room) => room.session)).toEqual(expect.arrayContaining([gone, running]));
  expect(await after.closeOthers(new Set([running]))).toEqual([gone]);
  expect((await after.rooms()).map((room) => room.session)).toEqual([running]);
  await after.closeRoom(running);
  await after.close();
});

test('a grant beyond the number of publishers cannot be made', async () => {
  const { session, room } = await openBooth(app);
  expect(() => app.book.issue(grantOf(room, session, 2))).toThrow(RangeError);
  await app.book.revoke(session);
  await app.plane.closeRoom(session);
});

test('a session that was revoked is gone from Janus', async () => {
  const { session, tokens } = await openBooth(app);
  const admin = await WireClient.connect({
    socketPath: janus.contact.adminSocket,
    subprotocol: 'janus-admin-protocol',
    credentials: { admin_secret: janus.contact.adminSecret },
  });
  const count = async () => ((await admin.request({ janus: 'list_sessions' }))['sessions'] as number[]).length;
  const before = await count();
  const party = await Party.connect(app.port, tokens[0]);
  await party.open();
  expect(await count()).toBe(before + 1);
  await app.book.revoke(session);
  expect(await count()).toBe(before);
  await app.plane.closeRoom(session);
  admin.close();
});

test('a room that dies is told to who is in it', async () => {
  const { session, tokens } = await openBooth(app);
  const party = await Party.connect(app.port, tokens[0]);
  await party.open();
  await party.joinPublisher();
  await app.plane.closeRoom(session);
  const told = await party.find((frame) => JSON.stringify(frame).includes('destroyed'));
  expect(dataOf(told)).toEqual({ videoroom: 'destroyed' });
  await app.book.revoke(session);
});

test('when Janus dies the parties are told and nothing hangs', async () => {
  const dying = await startRealJanus();
  const other = await startGateway(dying);
  try {
    const { session, tokens } = await openBooth(other);
    const party = await Party.connect(other.port, tokens[0]);
    await party.open();
    await dying.stop();
    const told = await party.find((frame) => frame.janus === 'error');
    expect(told['error']).toMatchObject({ refusal: 'plane-down' });
    expect((await party.closed()).reason).toBe('plane-down');
    await expect(other.plane.rooms()).rejects.toMatchObject({ code: 'plane-down' });
    expect(await other.plane.profile()).toMatchObject({ state: 'down' });
    await other.book.revoke(session).catch((error: unknown) => expect(error).toMatchObject({ code: 'plane-down' }));
  } finally {
    await other.close();
    await dying.stop();
  }
});

test('the profile names the running Janus', async () => {
  expect(await app.plane.profile()).toMatchObject({ state: 'up', janusVersion: expect.stringMatching(/^1\./) });
  expect(await new JanusBoothPlane(() => Promise.reject(new Error('none'))).profile()).toMatchObject({ state: 'down' });
  expect(VideoRoom).toBeDefined();
});

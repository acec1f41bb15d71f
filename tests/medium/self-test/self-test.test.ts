import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { TestPostgres } from '#testing';
import { BOOTH_RULES } from '../../../apps/facility/src/gateway/booth-rules.js';
import { VERBS } from '../../../apps/facility/src/gateway/verbs.js';
import { runSelfTest, type SelfTestOutcome } from '../../../apps/facility/src/self-test/run-self-test.js';
import { SelfTestBook } from '../../../apps/facility/src/self-test/self-test-book.js';
import { TRIES } from '../../../apps/facility/src/self-test/tries.js';
import { TestHouse } from '../booth/test-house.js';
import { type GatewayApp, startGateway } from '../gateway/gateway-app.js';
import { type RealJanus, startRealJanus, until } from '../gateway/real-janus.js';

let janus: RealJanus;
let app: GatewayApp;
let server: TestPostgres;
let house: TestHouse;
let sessionsBefore: number;

beforeAll(async () => {
  server = await TestPostgres.start();
  house = await TestHouse.open(server);
  janus = await startRealJanus();
  app = await startGateway(janus);
  // The server's own session is made with the first room.
  await app.plane.rooms();
  sessionsBefore = await janus.sessions();
});
afterAll(async () => {
  await app?.close();
  await janus?.stop();
  await house?.close();
  await server?.stop();
});

const connect = async (): Promise<WebSocket> => {
  const headers = { origin: 'http://kiosk.test' };
  const socket = new WebSocket(`ws://127.0.0.1:${app.port}/janus`, 'janus-protocol', { headers });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return socket;
};
const run = (): Promise<SelfTestOutcome> =>
  runSelfTest({ plane: app.plane, grants: app.book, connect, patienceMs: 3000 });
const PASSED = { kind: 'done', tried: TRIES.length, refused: TRIES.length, letThrough: [] } as const;

/** What a mistake in the policy would be: one more line on its lists, until it is taken back. */
const mistakes: (() => void)[] = [];
afterEach(() => {
  for (const undo of mistakes.splice(0)) undo();
});
function allow(list: object, name: string, value: unknown): void {
  const open = list as Record<string, unknown>;
  open[name] = value;
  mistakes.push(() => delete open[name]);
}
function allowRequest(request: string): void {
  allow(BOOTH_RULES.requests, request, z.looseObject({ request: z.literal(request) }));
  allow(BOOTH_RULES.on, request, { on: ['publisher', 'fresh'], jsep: 'none' });
}

test('the gateway as it is refuses everything; nothing of the test is left', async () => {
  expect(await run()).toEqual(PASSED);
  expect(await app.plane.rooms()).toEqual([]);
  expect(app.book.sessions()).toEqual([]);
  await until(async () => (await janus.sessions()) === sessionsBefore);
});

test.each(['listforwarders', 'kick', 'enable_recording'])(
  'a policy that lets %s through is noticed',
  async (request) => {
    allowRequest(request);
    expect(await run()).toEqual({ ...PASSED, refused: TRIES.length - 1, letThrough: [request] });
    expect(await app.plane.rooms()).toEqual([]);
  },
);

test('a try that is refused for something else than what it tries shows nothing', async () => {
  const { keepalive } = VERBS;
  allow(VERBS, 'start_pcap', keepalive.extend({ janus: z.literal('start_pcap') }));
  expect(await run()).toMatchObject({ kind: 'not-run' });
});

test('a gateway that refuses what is allowed, or does not answer, passes nothing', async () => {
  expect(
    await runSelfTest({ plane: app.plane, grants: { ...app.book, issue: () => 'x', revoke: async () => {} }, connect }),
  ).toMatchObject({ kind: 'not-run' });
  expect(
    await runSelfTest({ plane: app.plane, grants: app.book, connect: () => Promise.reject(new Error('no')) }),
  ).toMatchObject({ kind: 'not-run' });
});

test('while the last self-test let something through no booth opens; one that passes opens them again', async () => {
  const { db, outbox, drainer, now } = house.all.bench;
  const book = new SelfTestBook({ db, outbox, drainer, now });
  const { code } = await house.admitted();
  const open = () =>
    house.all.booth.open('4', code).then(
      () => 'open',
      (error: { code: string }) => error.code,
    );
  const testOn = async (day: string): Promise<void> => {
    const outcome = await run();
    if (outcome.kind === 'done') await book.note(outcome, day);
  };
  allowRequest('listforwarders');
  await testOn('2026-11-24');
  expect(await open()).toBe('self-test-failed');
  expect(await book.isDue('2026-11-24')).toBe(true);
  mistakes.splice(0).forEach((undo) => undo());
  await testOn('2026-11-24');
  expect(await book.isDue('2026-11-24')).toBe(false);
  expect(await open()).toBe('open');
  await testOn('2026-11-24');
  expect(await book.isDue('2026-11-25')).toBe(true);
  await testOn('2026-11-25');
  await house.drained();
  const entered = house.keeper.log.filter(({ type }) => type === 'selftest.done').map((leaf) => leaf.public);
  const all = TRIES.length;
  expect(entered).toEqual([
    { tried: all, refused: all - 1 },
    { tried: all, refused: all },
    { tried: all, refused: all },
  ]);
  expect(house.keeper.types()).not.toContain('gateway.refused');
});

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LINE_TEST_BYTES, LINE_TEST_CHUNK } from '#protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lineEnd } from '../../../apps/line-end/src/line-end.js';
import { UplinkStreet } from '../../lab/uplink-street.js';
import { hearing } from '../../unit/link/line-samples.js';
import { bundle } from '../booth-plane/bundle.js';
import { RouterAgent, streetPlan } from './router-agent.js';

const LINE = 4000;
/** Of a frame of 1514 bytes 1448 are what TCP carries. */
const PAYLOAD = 1448 / 1514;

let street: UplinkStreet;
let folder: string;
beforeAll(async () => {
  [street, folder] = await Promise.all([UplinkStreet.open(LINE), mkdtemp(join(tmpdir(), 'hline-'))]);
  await Promise.all([
    bundle('apps/line-end/src/main.ts', join(folder, 'end.mjs')),
    bundle('apps/facility/src/line/measure-line.ts', join(folder, 'measure.mjs')),
  ]);
  const end = street.spawn('court', ['env', 'HABEAS_LINE_END_PORT=3010', process.execPath, join(folder, 'end.mjs')]);
  await once(end.stdout as NodeJS.ReadableStream, 'data');
});
afterAll(async () => {
  await street?.close();
  await rm(folder, { recursive: true, force: true });
});

/** From the facility, as the facility does it. */
async function measured(): Promise<{ up: number; down: number }> {
  const program = `
    import { measureLine } from ${JSON.stringify(join(folder, 'measure.mjs'))};
    console.log(JSON.stringify(await measureLine('http://${street.court}:3010/', new AbortController().signal)));`;
  return JSON.parse(await street.run('facility', [process.execPath, '--input-type=module', '-e', program])) as never;
}

/** Within what a busy machine that reads late makes of it. */
const near = (kbps: number, line: number) => {
  expect(kbps).toBeGreaterThan(line * PAYLOAD * 0.85);
  expect(kbps).toBeLessThan(line * PAYLOAD * 1.15);
};

it('a test finds what the line carries in each direction, and a line that is made slower one way is found slower', async () => {
  const { up, down } = await measured();
  near(up, LINE);
  near(down, LINE);
  const change = (kbps: number) => [
    'tc',
    'qdisc',
    'change',
    'dev',
    'out',
    'root',
    'tbf',
    'rate',
    `${kbps}kbit`,
    'burst',
    '3028',
    'limit',
    '100000',
  ];
  await street.run('line', change(1000));
  const changed = await measured();
  near(changed.up, 1000);
  near(changed.down, LINE);
  await street.run('line', change(LINE));
});

it('through the queues of a plan a test finds the plan and not the line: they have to be away', async () => {
  const router = await RouterAgent.start(street);
  await router.agent.apply(streetPlan(2000, [hearing()]));
  const shaped = await measured();
  expect(Math.max(shaped.up, shaped.down)).toBeLessThan(LINE * PAYLOAD * 0.65);
  await router.agent.apply({ version: 1, kind: 'first-come' });
  near((await measured()).up, LINE);
  await router.agent.stop();
  await router.removeFolder();
});

it('serves a test and nothing else, and so many at a time', async () => {
  const server = lineEnd().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const statusOf = async (path: string, init: RequestInit = {}) => (await fetch(`${url}${path}`, init)).status;
  expect(await statusOf('/other')).toBe(404);
  expect(await statusOf('/', { method: 'PUT' })).toBe(405);
  expect(await statusOf('/', { method: 'POST', body: 'x' })).toBe(422);
  const running = await Promise.all(Array.from({ length: 4 }, () => fetch(url)));
  expect(running.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await statusOf('/')).toBe(503);
  for (const { body } of running) await body?.cancel();
  await expect.poll(() => statusOf('/other')).toBe(404);
  await expect.poll(async () => (await fetch(url)).status).toBe(200);
  server.closeAllConnections();
  server.close();
});

it('takes no more than a test has', async () => {
  const server = lineEnd().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let given = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      given += LINE_TEST_CHUNK;
      controller.enqueue(new Uint8Array(LINE_TEST_CHUNK));
    },
  });
  const answer = await fetch(url, { method: 'POST', body: endless, duplex: 'half' } as RequestInit).catch(
    () => undefined,
  );
  if (answer !== undefined) expect(answer.status).toBe(200);
  expect(given).toBeGreaterThan(0);
  expect(given).toBeLessThan(LINE_TEST_BYTES * 2);
  server.closeAllConnections();
  server.close();
});

import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { JanusCaller, publish } from './janus-caller.js';
import { type PlaneOptions, StartedPlane } from './started-plane.js';

let namespace: TestNamespace;
let folder: string;
let plane: StartedPlane | undefined;

beforeEach(async () => {
  namespace = await TestNamespace.create();
  folder = await mkdtemp(join(tmpdir(), 'habeas-plane-'));
  await chmod(folder, 0o777);
  await ensureUsers(parseSysusers(readFileSync('deploy/sysusers.d/habeas.conf', 'utf8')));
});
afterEach(async () => {
  await plane?.stop();
  await namespace.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A browser publishes; somebody with every secret then orders a forwarder. Counts what the forwarder delivers. */
async function forward(options: PlaneOptions) {
  plane = await StartedPlane.start(namespace, folder, options);
  const contact = await plane.contact();
  const peer = namespace.spawn([process.execPath, resolve('tests/medium/booth-plane/browser-peer.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: peer.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const read = async () => JSON.parse((await lines.next()).value as string) as Record<string, unknown>;
  const write = (value: unknown) => peer.stdin?.write(`${JSON.stringify(value)}\n`);

  const { offer, tap } = await read();
  const caller = await JanusCaller.connect(contact);
  const { handle, publisher, answer } = await publish(contact, caller, offer as Record<string, unknown>);
  write(answer);
  await read();
  await expect.poll(() => caller.events.map(({ janus }) => janus)).toContain('media');

  const recording = {
    request: 'configure',
    record: true,
    filename: join(folder, 'booth-plane/api/record'),
    secret: 's',
  };
  await caller.request(handle, recording);
  const names = await readdir(join(folder, 'booth-plane/api'));

  const streams = [{ mid: '0', port: tap, host: namespace.address }];
  const order = { request: 'rtp_forward', room: 1, secret: 's', admin_key: contact.adminKey, publisher_id: publisher };
  const { data } = await caller.request(handle, { ...order, host: namespace.address, streams });
  const status = await plane.ended();
  write('count');
  const { received } = await read();
  caller.close();
  peer.stdin?.end();
  return { accepted: data['videoroom'], status, received: received as number, names, output: plane.output };
}

it('delivers nothing to a forwarder made with every secret, keeps no record, and is killed for the socket', async () => {
  const { accepted, status, received, names, output } = await forward({});
  expect(accepted).toBe('rtp_forward');
  expect(received).toBe(0);
  expect(names).toEqual(['ws.sock']);
  expect([status, output]).toEqual([3, expect.stringContaining('does not hold: udp-media-range-only')]);
}, 60_000);

it('positive control: without root there is no rule, and the same forwarder delivers until the plane is killed', async () => {
  const { received, status } = await forward({ as: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] });
  expect(received).toBeGreaterThan(0);
  expect(status).toBe(3);
}, 60_000);

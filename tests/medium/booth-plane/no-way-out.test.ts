import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureUsers, parseSysusers } from '../../../apps/runner/src/system-users.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { orderForwarder } from './order-forwarder.js';
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

async function forward(options: PlaneOptions) {
  plane = await StartedPlane.start(namespace, folder, options);
  return orderForwarder(namespace, plane);
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

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlaneContact } from '#janus';
import { Config } from '../../../apps/facility/src/config.js';
import { Metrics } from '../../../apps/facility/src/metrics/metrics.js';
import { FacilityUnderTest } from '../people/facility-under-test.js';

const folder = mkdtempSync(join(tmpdir(), 'hearing-health-'));
const path = join(folder, 'contact.json');
const socket = join(folder, 'ws.sock');
const secret = 'a1'.repeat(32);
const contact: PlaneContact = {
  ...{ version: 1, pid: 1, apiSocket: socket, adminSocket: socket },
  ...{ apiSecret: secret, adminKey: secret, adminSecret: secret, roomSeed: secret },
  ...{ mediaAddress: '192.0.2.7', mediaPorts: [30000, 30399], janusVersion: '1.1.2', janusOutdated: true },
  ...{ profile: { profile: 'full', missing: [] }, configHash: secret, startedAt: new Date(0).toISOString() },
};

let facility: FacilityUnderTest;
beforeAll(async () => {
  facility = await FacilityUnderTest.start([], { env: { HABEAS_HEARING_PLANE: path } });
});
afterAll(async () => {
  await facility?.stop();
  rmSync(folder, { recursive: true });
});

const hearingPlane = async () => {
  const { text } = await facility.ask('127.0.0.1', 'GET', '/health/ready');
  const { parts } = JSON.parse(text) as { parts: { part: string; state: string }[] };
  const figures = await facility.app.get(Metrics).text();
  const figure = /^habeas_part_up\{part="hearing-plane"\} (\d)$/m.exec(figures)?.[1];
  return [parts.find(({ part }) => part === 'hearing-plane')?.state, figure];
};

it('where a hearing plane was set up, health and figures say whether it answers', async () => {
  expect(facility.app.get(Config).parts.hearingPlane).toBe(path);
  expect(await hearingPlane()).toEqual(['down', '0']);
  writeFileSync(path, JSON.stringify(contact));
  // The contact file of a launcher that was killed stays.
  expect(await hearingPlane()).toEqual(['down', '0']);
  const janus = createServer().listen(socket);
  await once(janus, 'listening');
  expect(await hearingPlane()).toEqual(['up', '1']);
  janus.close();
  expect(await hearingPlane()).toEqual(['down', '0']);
});

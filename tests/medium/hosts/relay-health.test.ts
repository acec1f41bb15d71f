import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RelayContact } from '#relay';
import { Metrics } from '../../../apps/facility/src/metrics/metrics.js';
import { FacilityUnderTest } from '../people/facility-under-test.js';

const folder = mkdtempSync(join(tmpdir(), 'relay-health-'));
const path = join(folder, 'contact.json');
const tell = (port: number) =>
  writeFileSync(
    path,
    JSON.stringify({
      ...{ version: 1, secret: 'a1'.repeat(32), address: '127.0.0.1', port },
      ...{ urls: [`turn:turn.localhost:${port}?transport=udp`], startedAt: new Date(0).toISOString() },
    } satisfies RelayContact),
  );
/** Answers a binding request with a success response of the same transaction (RFC 8489), as coturn does. */
async function answering(): Promise<Socket> {
  const socket = createSocket('udp4', (asked, { port, address }) =>
    socket.send(Buffer.concat([Buffer.from('01010000', 'hex'), asked.subarray(4)]), port, address),
  );
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

let facility: FacilityUnderTest;
beforeAll(async () => {
  facility = await FacilityUnderTest.start([], {
    env: { HABEAS_RELAY_CONTACT: path, HABEAS_RELAY_HOST: 'turn.localhost' },
  });
});
afterAll(async () => {
  await facility?.stop();
  rmSync(folder, { recursive: true });
});

const relay = async () => {
  const { text } = await facility.ask('127.0.0.1', 'GET', '/health/ready');
  const { parts } = JSON.parse(text) as { parts: { part: string; state: string }[] };
  const figure = /^habeas_part_up\{part="relay"\} (\d)$/m.exec(await facility.app.get(Metrics).text())?.[1];
  return [parts.find(({ part }) => part === 'relay')?.state, figure];
};

it('where a relay was set up, health and figures say whether it answers', async () => {
  expect(await relay()).toEqual(['down', '0']);
  const socket = await answering();
  const { port } = socket.address();
  tell(port);
  expect(await relay()).toEqual(['up', '1']);
  // The contact file of a relay that was killed stays.
  await new Promise<void>((resolve) => socket.close(resolve));
  expect(await relay()).toEqual(['down', '0']);
});

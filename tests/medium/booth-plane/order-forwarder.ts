import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { JanusCaller, publish } from './janus-caller.js';
import type { StartedPlane } from './started-plane.js';

/**
 * A browser publishes; somebody with every secret then orders a record and a forwarder. `received`: packets that the
 * forwarder delivered until the plane was killed; `names`: files in the one folder that can be written to.
 */
export async function orderForwarder(namespace: TestNamespace, plane: StartedPlane) {
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

  const writable = join(plane.root, 'api');
  const recording = { request: 'configure', record: true, filename: join(writable, 'record'), secret: 's' };
  await caller.request(handle, recording);
  const names = await readdir(writable);

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

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JanusBoothPlane, VideoRoom, WireClient } from '#janus';
import { FakeJanus } from '../../../libs/testing/src/fake-janus/fake-janus.js';
import { boothPlaneConformance } from './booth-plane-conformance.js';

describe('the booth plane on the fake Janus', () => {
  let janus: FakeJanus;
  beforeAll(async () => {
    janus = await FakeJanus.start();
  });
  afterAll(() => janus.stop());
  boothPlaneConformance(() => janus.contact);
});

test('the fake finds what is left behind', async () => {
  const janus = await FakeJanus.start();
  const plane = new JanusBoothPlane(async () => janus.contact);
  await plane.openRoom('8'.repeat(32), 2);
  expect(janus.leaks()).toHaveLength(2);
  await expect(janus.stop()).rejects.toThrow(/session \d+ with 1 handles, room 8{32}/);
  await plane.close();
});

test('a room of a booth has exactly these properties', async () => {
  const janus = await FakeJanus.start();
  const plane = new JanusBoothPlane(async () => janus.contact);
  const { id } = await plane.openRoom('9'.repeat(32), 3);
  expect(janus.videoRoom.rooms.get(id)?.asked).toMatchObject({
    ...{ publishers: 3, audiocodec: 'opus', videocodec: 'vp9', require_pvtid: true, require_e2ee: true },
    ...{ record: false, lock_record: true, audiolevel_ext: false, notify_joining: false, is_private: true },
    ...{ permanent: false, dummy_publisher: false, secret: expect.any(String), pin: expect.any(String) },
  });
  await plane.closeRoom('9'.repeat(32));
  await plane.close();
  await janus.stop();
});

test('after a crash of Janus the plane connects anew; what waited is told', async () => {
  const janus = await FakeJanus.start();
  const plane = new JanusBoothPlane(async () => janus.contact);
  await plane.openRoom('a'.repeat(32), 2);
  janus.crash();
  // The first request may still meet the broken connection.
  await plane.rooms().catch((error: unknown) => expect(error).toMatchObject({ code: 'plane-down' }));
  const wire = await WireClient.connect({
    socketPath: janus.contact.apiSocket,
    credentials: { apisecret: janus.contact.apiSecret },
  });
  await VideoRoom.attach(wire);
  const closed = new Promise((resolve) => (wire.onClosed = resolve));
  janus.crash();
  expect(await closed).toBe('lost');
  expect(await plane.openRoom('a'.repeat(32), 2).then(() => plane.closeRoom('a'.repeat(32)))).toBe(true);
  await plane.close();
  await janus.stop();
  await expect(plane.rooms()).rejects.toMatchObject({ code: 'plane-down' });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { JanusError, VideoRoom, WireClient } from '#janus';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { type RealJanus, startRealJanus, until } from '../../medium/gateway/real-janus.js';
import { jsep } from '../../unit/gateway/descriptions.js';

/**
 * The requests that the gateway refuses do work when someone who holds every secret sends them straight to Janus:
 * otherwise their refusal would prove nothing.
 */
let namespace: TestNamespace;
let janus: RealJanus;
let room: VideoRoom;

const ROOM = 77;
const REMOTE = 5;
const SECRET = 'room-secret';

beforeAll(async () => {
  namespace = await TestNamespace.create();
  janus = await startRealJanus(namespace);
  const { apiSocket, apiSecret, adminKey } = janus.contact;
  room = await VideoRoom.attach(
    await WireClient.connect({ socketPath: apiSocket, credentials: { apisecret: apiSecret } }),
  );
  await room.ask({
    ...{ request: 'create', admin_key: adminKey, room: ROOM, secret: SECRET, publishers: 2 },
    ...{ audiocodec: 'opus', videocodec: 'vp9', require_e2ee: true },
  });
});
afterAll(async () => {
  await room?.destroy();
  await janus?.stop();
  await namespace?.remove();
});

/** A publisher of Janus's own API, without a gateway. Its description is accepted, no media flow. */
async function publisher(
  id: number,
  body: Record<string, unknown> = {},
): Promise<{ room: VideoRoom; events: Record<string, unknown>[] }> {
  const { apiSocket, apiSecret } = janus.contact;
  const wire = await WireClient.connect({ socketPath: apiSocket, credentials: { apisecret: apiSecret } });
  const events: Record<string, unknown>[] = [];
  wire.onEvent = (frame) => {
    const data = (frame['plugindata'] as { data?: Record<string, unknown> } | undefined)?.data;
    if (data !== undefined) events.push(data);
  };
  const made = await VideoRoom.attach(wire);
  const address = { janus: 'message', session_id: made.session, handle_id: made.handle };
  await wire.request({ ...address, body: { request: 'join', ptype: 'publisher', room: ROOM, id } });
  await wire.request({ ...address, body: { request: 'publish', ...body }, jsep: jsep() });
  await until(() => events.some((event) => event['configured'] === 'ok' || event['error_code'] !== undefined));
  return { room: made, events };
}

const stranger = (body: Record<string, unknown>) => room.ask({ secret: SECRET, room: ROOM, ...body });

async function inRoom(id: number): Promise<boolean> {
  const { participants } = await stranger({ request: 'listparticipants' });
  return Array.isArray(participants) && participants.some((one: { id?: unknown }) => one.id === id);
}

test('with every secret, Janus carries out what the gateway refuses', async () => {
  const { adminKey } = janus.contact;
  const victim = await publisher(1);
  const remoteStreams = [{ mid: '0', mindex: 0, type: 'audio', codec: 'opus' }];
  const streams = [{ mid: '0', host: '10.77.99.99', port: 9 }];
  const accepted: Record<string, unknown>[] = [
    { request: 'exists' },
    { request: 'list', admin_key: adminKey },
    { request: 'listparticipants' },
    { request: 'allowed', action: 'disable' },
    { request: 'edit', new_description: 'x' },
    { request: 'enable_recording', record: true },
    { request: 'enable_recording', record: false },
    { request: 'moderate', id: 1, mid: '0', mute: true },
    { request: 'rtp_forward', publisher_id: 1, host: '10.77.99.99', streams, admin_key: adminKey },
    { request: 'listforwarders' },
    { request: 'publish_remotely', publisher_id: 1, remote_id: 'r', host: '10.77.99.99', port: 9, admin_key: adminKey },
    { request: 'listremotes', publisher_id: 1 },
    { request: 'unpublish_remotely', publisher_id: 1, remote_id: 'r' },
    { request: 'add_remote_publisher', id: REMOTE, streams: remoteStreams },
    { request: 'update_remote_publisher', id: REMOTE, streams: remoteStreams },
    { request: 'remove_remote_publisher', id: REMOTE },
    { request: 'kick', id: 1 },
    { request: 'create', room: 78, admin_key: adminKey },
    { request: 'destroy', room: 78 },
  ];
  const outcomes: string[] = [];
  for (const body of accepted) {
    const outcome = await stranger(body).then(
      () => 'accepted',
      (error: unknown) => (error instanceof JanusError ? `${error.janusCode} ${error.message}` : 'failed'),
    );
    outcomes.push(`${String(body['request'])} ${outcome}`);
    // Janus answers before the remote publisher's own thread has entered it in the room.
    if (body['request'] === 'add_remote_publisher') await until(() => inRoom(REMOTE));
  }
  expect(outcomes).toEqual(accepted.map(({ request }) => `${String(request)} accepted`));
  await expect(stranger({ request: 'no_such_request' })).rejects.toMatchObject({ janusCode: 423 });
  await victim.room.destroy();
});

test('straight to Janus, record and filename pass while publishing', async () => {
  const recording = await publisher(2, { record: true, filename: '../x' });
  expect(recording.events.at(-1)).toMatchObject({ configured: 'ok' });
  await recording.room.destroy();
});

test('with the Admin secret every session can be seen', async () => {
  const { adminSocket, adminSecret } = janus.contact;
  const admin = await WireClient.connect({
    ...{ socketPath: adminSocket, subprotocol: 'janus-admin-protocol' },
    credentials: { admin_secret: adminSecret },
  });
  expect((await admin.request({ janus: 'list_sessions' }))['sessions']).toContain(room.session);
  expect(
    await admin.request({ janus: 'handle_info', session_id: room.session, handle_id: room.handle, plugin_only: true }),
  ).toMatchObject({
    janus: 'success',
  });
  admin.close();
});

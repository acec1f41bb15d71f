import { expect, test } from 'vitest';
import {
  type BoothContact,
  type BoothPlane,
  JanusBoothPlane,
  JanusError,
  roomSecrets,
  VideoRoom,
  WireClient,
} from '#janus';

const session = (digit: string): string => digit.repeat(32);

/** What a booth plane must do, whichever Janus stands behind it: runs on the fake and on the real one. */
export function boothPlaneConformance(contact: () => BoothContact): void {
  const withPlane = async (use: (plane: BoothPlane) => Promise<void>): Promise<void> => {
    const plane = new JanusBoothPlane(async () => contact());
    try {
      await use(plane);
    } finally {
      await plane.close();
    }
  };
  const connect = (apisecret: string) =>
    WireClient.connect({ socketPath: contact().apiSocket, credentials: { apisecret } });

  test('a room is made once, found under its session and destroyed once', () =>
    withPlane(async (plane) => {
      const made = await plane.openRoom(session('1'), 2);
      expect(made).toEqual({ id: expect.any(Number), pin: expect.stringMatching(/^[0-9a-f]{64}$/), publishers: 2 });
      expect(await plane.openRoom(session('1'), 2)).toEqual(made);
      expect(await plane.rooms()).toContainEqual({ id: made.id, session: session('1'), participants: 0 });
      expect(await plane.closeRoom(session('1'))).toBe(true);
      expect(await plane.closeRoom(session('1'))).toBe(false);
      expect((await plane.rooms()).map(({ id }) => id)).not.toContain(made.id);
    }));

  test('wrong sessions and numbers of publishers are refused before Janus', () =>
    withPlane(async (plane) => {
      await expect(plane.openRoom('x', 2)).rejects.toMatchObject({ code: 'malformed' });
      for (const publishers of [1, 5, 2.5, Number.NaN]) {
        await expect(plane.openRoom(session('2'), publishers)).rejects.toMatchObject({ code: 'malformed' });
      }
    }));

  test('only a start with the same seed knows a room as its own', async () => {
    const { apiSocket, apiSecret, adminKey } = contact();
    await withPlane(async (plane) => {
      const { id } = await plane.openRoom(session('3'), 2);
      const stranger = new JanusBoothPlane(async () => ({ apiSocket, apiSecret, adminKey, roomSeed: 'd'.repeat(64) }));
      expect((await stranger.rooms()).find((room) => room.id === id)).toMatchObject({ session: undefined });
      expect(await stranger.closeOthers(new Set())).toEqual([]);
      await stranger.close();
      expect(await plane.closeOthers(new Set([session('4')]))).toEqual([session('3')]);
    });
  });

  test('a room is hidden, and closed to a wrong pin and a wrong secret', () =>
    withPlane(async (plane) => {
      const { id, pin } = await plane.openRoom(session('5'), 2);
      const wire = await connect(contact().apiSecret);
      const room = await VideoRoom.attach(wire);
      expect((await room.ask({ request: 'list' }))['list']).toEqual([]);
      await expect(room.ask({ request: 'destroy', room: id, secret: pin })).rejects.toMatchObject({
        code: 'refused',
        janusCode: 433,
      });
      const events: unknown[] = [];
      const told = new Promise((resolve) => {
        wire.onEvent = (frame) => resolve(events.push(frame));
      });
      const address = { session_id: room.session, handle_id: room.handle };
      const body = { request: 'join', ptype: 'publisher', room: id, pin: 'wrong' };
      expect(await wire.request({ janus: 'message', ...address, body })).toMatchObject({ janus: 'ack' });
      await told;
      expect(events[0]).toMatchObject({ janus: 'event', plugindata: { data: { error_code: 433 } } });
      await room.destroy();
      await plane.closeRoom(session('5'));
    }));

  test('a wrong API secret opens nothing', async () => {
    const wire = await connect('e'.repeat(64));
    await expect(wire.request({ janus: 'create' })).rejects.toMatchObject({ code: 'refused', janusCode: 403 });
    wire.close();
  });

  test('a session of somebody else is ended by its id, once', () =>
    withPlane(async (plane) => {
      const wire = await connect(contact().apiSecret);
      const other = await VideoRoom.attach(wire);
      expect(await plane.destroySession(other.session)).toBe(true);
      expect(await plane.destroySession(other.session)).toBe(false);
      await expect(wire.request({ janus: 'keepalive', session_id: other.session })).rejects.toBeInstanceOf(JanusError);
      wire.close();
    }));

  test('a request of a closed connection says so', async () => {
    const wire = await connect(contact().apiSecret);
    let reason: string | undefined;
    wire.onClosed = (closed) => (reason = closed);
    wire.close();
    expect(reason).toBe('asked');
    await expect(wire.request({ janus: 'create' })).rejects.toMatchObject({ code: 'plane-down' });
  });

  test('secret, pin and id of a room differ, and follow from seed and session', () => {
    const made = roomSecrets(contact().roomSeed, session('6'));
    expect(roomSecrets(contact().roomSeed, session('6'))).toEqual(made);
    expect(made.secret).not.toBe(made.pin);
    expect(roomSecrets(contact().roomSeed, session('7')).id).not.toBe(made.id);
    expect(Number.isSafeInteger(made.id)).toBe(true);
  });
}

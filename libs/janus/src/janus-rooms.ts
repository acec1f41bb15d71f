import { z } from 'zod';
import { JanusError } from './janus-error.js';
import type { PlaneContact } from './plane-contact.js';
import type { PlaneProfile, PlaneRoom, RoomStanding } from './plane-room.js';
import { roomSecrets } from './room-secrets.js';
import { JANUS_NO_SUCH_SESSION, VIDEOROOM_NO_SUCH_ROOM, VIDEOROOM_ROOM_EXISTS, VideoRoom } from './video-room.js';
import { WireClient } from './wire-client.js';

const Listed = z.object({
  list: z.array(z.object({ room: z.number(), description: z.string().optional(), num_participants: z.number() })),
});
const SESSION = /^[0-9a-f]{32}$/;

/** What of `contact.json` this port needs; read anew at each connection, because a restarted plane has new secrets. */
export type RoomsContact = Pick<PlaneContact, 'apiSocket' | 'apiSecret' | 'adminKey' | 'roomSeed'>;

/** One connection to one start of Janus, which forgets no room while it runs. */
interface Line {
  readonly room: Promise<VideoRoom>;
  readonly contact: RoomsContact;
  /** Publishers of each room that was made over this line, by session: a party is let in without asking again. */
  readonly open: Map<string, number>;
}

/** What rooms of one plane are like. */
export interface RoomShape {
  readonly publishers: { readonly least: number; readonly most: number };
  /** Settings of the VideoRoom beside those that every room of ours has. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Third tier: the rooms of one plane on a real (or fake) Janus. Connects at the first use and again after a loss. */
export class JanusRooms {
  #room: Line | undefined;

  constructor(
    private readonly contact: () => Promise<RoomsContact>,
    private readonly shape: RoomShape,
  ) {}

  async openRoom(session: string, publishers: number): Promise<PlaneRoom> {
    if (!SESSION.test(session)) throw new JanusError('malformed', 'a session is 32 hex digits');
    if (
      !Number.isInteger(publishers) ||
      publishers < this.shape.publishers.least ||
      publishers > this.shape.publishers.most
    ) {
      throw new JanusError('malformed', 'a room of this plane has not so many publishers');
    }
    const { room, contact, open } = await this.#connected();
    const { id, secret, pin } = roomSecrets(contact.roomSeed, session);
    if (open.get(session) === publishers) return { id, pin, publishers };
    await room
      .ask(roomRequest({ id, secret, pin, session, publishers, adminKey: contact.adminKey }, this.shape))
      .catch((error: unknown) => {
        if (!(error instanceof JanusError && error.janusCode === VIDEOROOM_ROOM_EXISTS)) throw error;
      });
    open.set(session, publishers);
    return { id, pin, publishers };
  }

  async closeRoom(session: string): Promise<boolean> {
    const { room, contact, open } = await this.#connected();
    open.delete(session);
    const { id, secret } = roomSecrets(contact.roomSeed, session);
    return found(room.ask({ request: 'destroy', room: id, secret, permanent: false }), VIDEOROOM_NO_SUCH_ROOM);
  }

  async rooms(): Promise<RoomStanding[]> {
    const { room, contact } = await this.#connected();
    const { list } = Listed.parse(await room.ask({ request: 'list', admin_key: contact.adminKey }));
    return list.map(({ room: id, description, num_participants }) => {
      const ours = SESSION.test(description ?? '') && roomSecrets(contact.roomSeed, description as string).id === id;
      return { id, session: ours ? description : undefined, participants: num_participants };
    });
  }

  async closeOthers(running: ReadonlySet<string>): Promise<string[]> {
    const closed: string[] = [];
    for (const { session } of await this.rooms()) {
      if (session === undefined || running.has(session)) continue;
      if (await this.closeRoom(session)) closed.push(session);
    }
    return closed;
  }

  async destroySession(janusSession: number): Promise<boolean> {
    const { room } = await this.#connected();
    return found(room.wire.request({ janus: 'destroy', session_id: janusSession }), JANUS_NO_SUCH_SESSION);
  }

  /** A request about the room of a session that only who has its secret may make. Rejects with JanusError. */
  protected async askAbout(session: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { room, contact } = await this.#connected();
    const { id, secret } = roomSecrets(contact.roomSeed, session);
    return room.ask({ ...body, room: id, secret });
  }

  async profile(): Promise<PlaneProfile> {
    try {
      const { room } = await this.#connected();
      const { version, name } = await VideoRoom.info(room.wire);
      return { state: 'up', janusVersion: version, name };
    } catch (error) {
      return { state: 'down', reason: error instanceof JanusError ? error.code : 'no-contact' };
    }
  }

  /** Ends the facility's own Janus session; rooms stay. */
  async close(): Promise<void> {
    const room = this.#room?.room;
    this.#room = undefined;
    await room?.then((it) => it.destroy()).catch(() => {});
  }

  async #connected(): Promise<Omit<Line, 'room'> & { readonly room: VideoRoom }> {
    const known = this.#room;
    if (known !== undefined) {
      const room = await known.room.catch(() => undefined);
      if (room !== undefined && room.wire.closed === undefined) return { ...known, room };
      if (this.#room === known) this.#room = undefined;
      return this.#connected();
    }
    const contact = await this.contact().catch(() => {
      throw new JanusError('plane-down', 'the plane has left no contact');
    });
    if (this.#room !== undefined) return this.#connected();
    const connecting = WireClient.connect({
      socketPath: contact.apiSocket,
      credentials: { apisecret: contact.apiSecret },
    }).then((wire) => VideoRoom.attach(wire));
    const mine: Line = { room: connecting, contact, open: new Map() };
    this.#room = mine;
    try {
      return { ...mine, room: await connecting };
    } catch (error) {
      if (this.#room === mine) this.#room = undefined;
      throw error;
    }
  }
}

async function found(asked: Promise<unknown>, missing: number): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof JanusError && error.janusCode === missing) return false;
    throw error;
  }
}

interface RoomWanted {
  readonly id: number;
  readonly secret: string;
  readonly pin: string;
  readonly session: string;
  readonly publishers: number;
  readonly adminKey: string;
}

/** Of every plane: private, gone with its session, never recorded. `description` carries the session, so that a restart finds its rooms. */
const roomRequest = (
  { id, session, adminKey, ...room }: RoomWanted,
  { settings }: RoomShape,
): Record<string, unknown> => ({
  request: 'create',
  admin_key: adminKey,
  room: id,
  ...room,
  description: session,
  is_private: true,
  permanent: false,
  audiocodec: 'opus',
  opus_dtx: false,
  bitrate_cap: true,
  require_pvtid: true,
  record: false,
  lock_record: true,
  audiolevel_event: false,
  playoutdelay_ext: false,
  transport_wide_cc_ext: true,
  notify_joining: false,
  dummy_publisher: false,
  ...settings,
});

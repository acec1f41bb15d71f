import { BoothPlane, type BoothRoom } from './booth-plane.js';
import { JanusRooms, type RoomsContact, type RoomShape } from './janus-rooms.js';
import type { PlaneProfile, RoomStanding } from './plane-room.js';

/** The only shape a booth's room has. */
const BOOTH_ROOM: RoomShape = {
  publishers: { least: 2, most: 4 },
  create: ({ id, secret, pin, session, publishers, adminKey }) => ({
    request: 'create',
    admin_key: adminKey,
    room: id,
    secret,
    pin,
    description: session,
    is_private: true,
    permanent: false,
    publishers,
    audiocodec: 'opus',
    videocodec: 'vp9',
    opus_fec: false,
    opus_dtx: false,
    bitrate: 512_000,
    bitrate_cap: true,
    require_pvtid: true,
    require_e2ee: true,
    record: false,
    lock_record: true,
    audiolevel_ext: false,
    audiolevel_event: false,
    videoorient_ext: false,
    playoutdelay_ext: false,
    transport_wide_cc_ext: true,
    notify_joining: false,
    dummy_publisher: false,
  }),
};

export type BoothContact = RoomsContact;

/** BoothPlane on a real (or fake) Janus. */
export class JanusBoothPlane extends BoothPlane {
  readonly #rooms: JanusRooms;

  constructor(contact: () => Promise<BoothContact>) {
    super();
    this.#rooms = new JanusRooms(contact, BOOTH_ROOM);
  }

  override openRoom(session: string, publishers: number): Promise<BoothRoom> {
    return this.#rooms.openRoom(session, publishers);
  }

  override closeRoom(session: string): Promise<boolean> {
    return this.#rooms.closeRoom(session);
  }

  override rooms(): Promise<RoomStanding[]> {
    return this.#rooms.rooms();
  }

  override closeOthers(running: ReadonlySet<string>): Promise<string[]> {
    return this.#rooms.closeOthers(running);
  }

  override destroySession(janusSession: number): Promise<boolean> {
    return this.#rooms.destroySession(janusSession);
  }

  override profile(): Promise<PlaneProfile> {
    return this.#rooms.profile();
  }

  /** Ends the facility's own Janus session; rooms stay. */
  close(): Promise<void> {
    return this.#rooms.close();
  }
}

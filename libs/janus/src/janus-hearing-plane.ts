import { JanusRooms, type RoomsContact, type RoomShape } from './janus-rooms.js';

/**
 * A hearing's room: who sends is known by pin and feed, audio levels are read so that the court sees who speaks, Opus carries
 * its own repair (FEC). `record` stays off: recording comes with a clerk who says so and a sign that everybody sees.
 */
const HEARING_ROOM: RoomShape = {
  publishers: { least: 2, most: 64 },
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
    videocodec: 'vp8',
    opus_fec: true,
    opus_dtx: false,
    bitrate: 2_500_000,
    bitrate_cap: true,
    require_pvtid: true,
    record: false,
    lock_record: true,
    audiolevel_ext: true,
    audiolevel_event: false,
    videoorient_ext: true,
    playoutdelay_ext: false,
    transport_wide_cc_ext: true,
    notify_joining: false,
    dummy_publisher: false,
  }),
};

/** The rooms of hearings, on the Janus of the hearing plane. `session` is the hearing's id (128 bits as 32 hex). */
export class JanusHearingPlane extends JanusRooms {
  constructor(contact: () => Promise<RoomsContact>) {
    super(contact, HEARING_ROOM);
  }
}

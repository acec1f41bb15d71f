import { JanusRooms, type RoomsContact, type RoomShape } from './janus-rooms.js';

/**
 * A hearing's room: who sends is known by pin and feed, audio levels are read so that the court sees who speaks, Opus carries
 * its own repair (FEC). `record` stays off: recording comes with a clerk who says so and a sign that everybody sees.
 */
const HEARING_ROOM: RoomShape = {
  publishers: { least: 2, most: 64 },
  settings: {
    videocodec: 'vp8',
    opus_fec: true,
    bitrate: 2_500_000,
    audiolevel_ext: true,
    videoorient_ext: true,
  },
};

/** The rooms of hearings, on the Janus of the hearing plane. `session` is the hearing's id (128 bits as 32 hex). */
export class JanusHearingPlane extends JanusRooms {
  constructor(contact: () => Promise<RoomsContact>) {
    super(contact, HEARING_ROOM);
  }
}

import type { BoothPlane } from './booth-plane.js';
import { JanusRooms, type RoomsContact, type RoomShape } from './janus-rooms.js';

/** The only shape a booth's room has. */
const BOOTH_ROOM: RoomShape = {
  publishers: { least: 2, most: 4 },
  settings: {
    videocodec: 'vp9',
    opus_fec: false,
    bitrate: 512_000,
    require_e2ee: true,
    audiolevel_ext: false,
    videoorient_ext: false,
  },
};

export type BoothContact = RoomsContact;

/** BoothPlane on a real (or fake) Janus. */
export class JanusBoothPlane extends JanusRooms implements BoothPlane {
  constructor(contact: () => Promise<BoothContact>) {
    super(contact, BOOTH_ROOM);
  }
}

import { JanusError } from './janus-error.js';
import { JanusRooms, type RoomsContact, type RoomShape } from './janus-rooms.js';
import { VIDEOROOM_NO_SUCH_FEED, VIDEOROOM_NO_SUCH_ROOM } from './video-room.js';

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

/** No such room, feed or stream. */
const NOTHING_THERE: ReadonlySet<number | undefined> = new Set([VIDEOROOM_NO_SUCH_ROOM, VIDEOROOM_NO_SUCH_FEED]);

/** The rooms of hearings, on the Janus of the hearing plane. `session` is the hearing's id (128 bits as 32 hex). */
export class JanusHearingPlane extends JanusRooms {
  constructor(contact: () => Promise<RoomsContact>) {
    super(contact, HEARING_ROOM);
  }

  /**
   * From when this resolves the room passes nothing of this stream on (`on`), or passes it on again, whatever its sender does.
   * `mid`: of the feed's own description. False: there is no such stream now.
   */
  async moderate(session: string, feed: number, mid: string, on: boolean): Promise<boolean> {
    try {
      await this.askAbout(session, { request: 'moderate', id: feed, mid, mute: on });
      return true;
    } catch (error) {
      if (error instanceof JanusError && NOTHING_THERE.has(error.janusCode)) return false;
      throw error;
    }
  }
}

import { HearingClientFrame, type HearingServerFrame, MAX_HEARING_FRAME } from '#protocol';
import { DeviceConnection, type RawSocket } from '../gateway/device-connection.js';
import { strictReader } from '../gateway/strict-reader.js';

const read = strictReader<HearingClientFrame>(HearingClientFrame, MAX_HEARING_FRAME);

/** A device at the hearing channel. */
export class HearingConnection extends DeviceConnection<HearingClientFrame, HearingServerFrame> {
  constructor(socket: RawSocket, take: (frame: HearingClientFrame) => Promise<void>, gone: () => void) {
    super(socket, { read, take, gone });
  }
}

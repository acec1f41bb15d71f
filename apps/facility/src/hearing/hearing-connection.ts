import { HearingClientFrame, type HearingServerFrame, MAX_HEARING_FRAME } from '#protocol';
import { DeviceConnection, type RawSocket } from '../gateway/device-connection.js';
import { strictReader } from '../gateway/strict-reader.js';

const read = strictReader<HearingClientFrame>(HearingClientFrame, MAX_HEARING_FRAME);

/** How a device comes: `address`: of its network. `booking`: of whose sealed consultation it is a party. `held`: its grant of before. */
export interface Arrival {
  readonly address: string;
  readonly booking?: string | undefined;
  readonly held?: string | undefined;
  /** It is a screen of the facility. */
  readonly inside?: boolean | undefined;
}

/** A device at the hearing channel. */
export class HearingConnection extends DeviceConnection<HearingClientFrame, HearingServerFrame> {
  constructor(socket: RawSocket, take: (frame: HearingClientFrame) => Promise<void>, gone: (cut: boolean) => void) {
    super(socket, { read, take, gone });
  }
}

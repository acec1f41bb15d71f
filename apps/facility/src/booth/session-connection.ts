import type { ClientFrame, ServerFrame } from '#protocol';
import { DeviceConnection, type RawSocket } from '../gateway/device-connection.js';
import { readFrame } from './frame-reader.js';

/** A device at the session channel. */
export class SessionConnection extends DeviceConnection<ClientFrame, ServerFrame> {
  constructor(socket: RawSocket, take: (frame: ClientFrame) => void | Promise<void>, gone: () => void) {
    super(socket, { read: readFrame, take, gone });
  }
}

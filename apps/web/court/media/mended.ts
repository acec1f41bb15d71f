import { type Later, later } from '../later.js';

/** Milliseconds for a connection to find a way again after an ICE restart (RFC 8445 §2.4) before media are made anew. */
export const MENDED_WITHIN_MS = 8_000;

/** Resolves once `connection` carries media again; rejects when it does not `within` these milliseconds, or is closed. */
export function mended(connection: RTCPeerConnection, within = MENDED_WITHIN_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (connection.connectionState === 'connected') done(resolve);
      else if (connection.connectionState === 'closed') done(() => reject(new Error('media-lost')));
    };
    const timer = setTimeout(() => done(() => reject(new Error('media-lost'))), within);
    const done = (then: () => void) => {
      clearTimeout(timer);
      connection.removeEventListener('connectionstatechange', look);
      then();
    };
    connection.addEventListener('connectionstatechange', look);
    look();
  });
}

/** Milliseconds for which a connection may find its way again by itself, as it does during an ICE restart. */
const BY_ITSELF_MS = 2_000;

/** Takes the states of a connection, and calls `broken` where its way is gone and it does not come back by itself. */
export function watchWay(broken: () => unknown, wait: Later = later): (state: string) => void {
  let undo: (() => void) | undefined;
  return (state) => {
    undo?.();
    undo = state === 'disconnected' ? wait(broken, BY_ITSELF_MS) : undefined;
    if (state === 'failed') broken();
  };
}

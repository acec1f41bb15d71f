import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';

/**
 * Opens `/janus` at the facility's own door on this machine, as a page of the kiosk's host does. The certificate is not
 * looked at: this process is at both ends. Rejects while nobody listens yet.
 */
export function ownDoor(server: Server, { domain, tls }: { domain: string; tls: boolean }): Promise<WebSocket> {
  const address = server.address() as AddressInfo | null;
  if (address === null) return Promise.reject(new Error('not listening'));
  const host = `kiosk.${domain}:${address.port}`;
  const socket = new WebSocket(`${tls ? 'wss' : 'ws'}://127.0.0.1:${address.port}/janus`, 'janus-protocol', {
    headers: { host, origin: `https://${host}` },
    handshakeTimeout: 5_000,
    perMessageDeflate: false,
    ...(tls && { rejectUnauthorized: false, servername: `kiosk.${domain}` }),
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

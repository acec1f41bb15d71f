import { PROBE_BYTES, PROBE_CHUNK, PROBE_PINGS, PROBE_SECONDS } from '#protocol';

/** What is used of `ws`'s WebSocket. */
export interface ProbeSocket {
  send(data: string | Uint8Array): void;
  close(code?: number, reason?: string): void;
  on(event: 'message', listener: (data: Buffer, binary: boolean) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

const CHUNK = new Uint8Array(PROBE_CHUNK);

/** Serves one probe by the rules of libs/protocol, and closes it at its bounds. Keeps nothing of what it reads. */
export function serveProbe(socket: ProbeSocket): void {
  let taken = 0;
  let said = 0;
  let given = false;
  const timer = setTimeout(() => socket.close(1000, 'over'), PROBE_SECONDS * 1000);
  socket.on('close', () => clearTimeout(timer));
  socket.on('message', (data, binary) => {
    if (binary) {
      taken += data.length;
      if (taken > PROBE_BYTES) socket.close(1008, 'too much');
      return;
    }
    said += 1;
    const word = data.length <= 8 ? data.toString('utf8') : '';
    if (said > PROBE_PINGS + 2) return socket.close(1008, 'too much');
    if (word === 'ping') return socket.send('pong');
    if (word === 'up') return socket.send('up');
    if (word !== 'down' || given) return socket.close(1008, 'not understood');
    given = true;
    for (let sent = 0; sent < PROBE_BYTES; sent += PROBE_CHUNK) socket.send(CHUNK);
    socket.send('down');
  });
}

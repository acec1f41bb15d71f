/** What is used of `ws`'s WebSocket. */
export interface Pinged {
  ping(): void;
  terminate(): void;
  on(event: 'pong' | 'close', listener: () => void): unknown;
}

/** A line that says nothing for two of these is lost, though no end of it came. */
const EVERY_MS = 4_000;

/** Notices a line that was cut without a word, so that a court does not go on without its judge. */
export function keepPulse(socket: Pinged, everyMs = EVERY_MS): void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, everyMs).unref();
  socket.on('close', () => clearInterval(timer));
}

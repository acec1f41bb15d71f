/** What is used of `ws`'s WebSocket. */
export interface Pinged {
  ping(): void;
  terminate(): void;
  on(event: 'pong' | 'message' | 'close', listener: () => void): unknown;
}

/** A line that says nothing for three of these is lost, though no end of it came. */
const EVERY_MS = 4_000;
/** Pings that may stand without an answer: on a weak line TCP needs seconds for a packet that was lost twice. */
const UNANSWERED = 2;

/** Notices a line that was cut without a word, so that a court does not go on without its judge. */
export function keepPulse(socket: Pinged, everyMs = EVERY_MS): void {
  let unanswered = 0;
  let last = performance.now();
  const heard = () => (unanswered = 0);
  socket.on('pong', heard);
  socket.on('message', heard);
  const timer = setInterval(() => {
    const since = performance.now() - last;
    last += since;
    // This program stood still: what came meanwhile has not been read yet, and says nothing of the line.
    if (since > everyMs * 1.5) return;
    if (unanswered === UNANSWERED) return socket.terminate();
    unanswered += 1;
    socket.ping();
  }, everyMs).unref();
  socket.on('close', () => clearInterval(timer));
}

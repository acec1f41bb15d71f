import { type LineFigures, PROBE_BYTES, PROBE_CHUNK, PROBE_PINGS } from '#protocol';
import type { OpenSocket } from '../session-link.js';

const PATIENCE = 20_000;

/** `base`: e.g. `wss://attorney.example`. Rejects when there is no answer within 20 s. */
export async function probeLine(base: string, openSocket: OpenSocket, now: () => number): Promise<LineFigures> {
  const probe = new Probe(openSocket(`${base}/probe`, 'habeas-probe'));
  const timer = setTimeout(() => probe.close(), PATIENCE);
  try {
    await probe.word('ready');
    const trips: number[] = [];
    for (let nth = 0; nth < PROBE_PINGS; nth++) trips.push(await probe.timed('ping', 'pong', now));
    const up = await probe.timed('up', 'up', now, PROBE_BYTES);
    const down = await probe.timed('down', 'down', now);
    const median = trips.toSorted((a, b) => a - b)[Math.floor(trips.length / 2)] as number;
    return { roundTrip: Math.round(median), up: kilobits(up, median), down: kilobits(down, median) };
  } finally {
    clearTimeout(timer);
    probe.close();
  }
}

/** The round trip itself is no part of the transfer. */
const kilobits = (milliseconds: number, roundTrip: number): number =>
  Math.round((PROBE_BYTES * 8) / Math.max(milliseconds - roundTrip, 1));

class Probe {
  #wanted: { word: string; done: () => void; failed: (error: Error) => void } | undefined;
  readonly #early: string[] = [];
  #closed = false;

  constructor(readonly socket: WebSocket) {
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') this.#heard(data);
    };
    socket.onclose = () => {
      this.#closed = true;
      this.#wanted?.failed(new Error('probe closed'));
    };
  }

  word(word: string): Promise<void> {
    return new Promise((done, failed) => {
      if (this.#early.shift() === word) return done();
      if (this.#closed) return failed(new Error('probe closed'));
      this.#wanted = { word, done, failed };
    });
  }

  async timed(say: string, answer: string, now: () => number, bytes = 0): Promise<number> {
    const from = now();
    for (let sent = 0; sent < bytes; sent += PROBE_CHUNK) this.socket.send(new Uint8Array(PROBE_CHUNK));
    this.socket.send(say);
    await this.word(answer);
    return now() - from;
  }

  close(): void {
    this.socket.close();
  }

  #heard(word: string): void {
    const wanted = this.#wanted;
    if (!wanted) return void this.#early.push(word);
    this.#wanted = undefined;
    if (wanted.word === word) wanted.done();
    else wanted.failed(new Error('probe out of step'));
  }
}

import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { WebSocket } from 'ws';
import { type ConnectionParts, PartyConnection } from './party-connection.js';

/** Sockets that may be open at once, with or without a grant. */
const MAX_CONNECTIONS = 512;
const TICK_MS = 5_000;

const newId = (): number => Math.max(Number(randomBytes(8).readBigUInt64BE() >> 11n), 1);

/** The policy enforcement point in front of one plane. A plane has a path, a book of grants and a Janus of its own. */
export abstract class PlaneGateway {
  readonly #connections = new Set<PartyConnection>();
  readonly #parts: ConnectionParts;
  readonly #ticking: NodeJS.Timeout;

  protected constructor(parts: Omit<ConnectionParts, 'now' | 'newId'>) {
    this.#parts = { ...parts, now: () => performance.now(), newId };
    this.#ticking = setInterval(() => {
      for (const connection of this.#connections) connection.tick();
    }, TICK_MS);
    this.#ticking.unref();
  }

  handleConnection(socket: WebSocket): void {
    if (this.#connections.size >= MAX_CONNECTIONS) return socket.close(1013, 'busy');
    const connection = new PartyConnection(socket, this.#parts);
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.delete(connection));
    connection.start();
  }

  onModuleDestroy(): void {
    clearInterval(this.#ticking);
  }
}

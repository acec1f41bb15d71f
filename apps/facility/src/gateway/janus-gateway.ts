import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import { Grants } from './grants.js';
import type { OrderedGatewayOptions } from './ordered-ws-adapter.js';
import { MAX_JANUS_FRAME } from './parse-frame.js';
import { type ConnectionParts, PartyConnection } from './party-connection.js';
import { RefusalSink } from './refusal-sink.js';
import { UpstreamJanus } from './upstream-janus.js';

const options: OrderedGatewayOptions = {
  path: '/janus',
  subprotocol: 'janus-protocol',
  maxPayload: 4 * MAX_JANUS_FRAME,
};

/** Sockets that may be open at once, with or without a grant. */
const MAX_CONNECTIONS = 512;

/** The policy enforcement point in front of the booth plane. */
@Injectable()
@WebSocketGateway<OrderedGatewayOptions>(options)
export class JanusGateway implements OnGatewayConnection, OnModuleDestroy {
  readonly #connections = new Set<PartyConnection>();
  readonly #parts: ConnectionParts;
  readonly #ticking: NodeJS.Timeout;

  constructor(
    @Inject(Grants) grants: Grants,
    @Inject(RefusalSink) sink: RefusalSink,
    @Inject(UpstreamJanus) upstream: UpstreamJanus,
  ) {
    this.#parts = { grants, sink, upstream, now: () => performance.now(), newId };
    this.#ticking = setInterval(() => {
      for (const connection of this.#connections) connection.tick();
    }, 5000);
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

const newId = (): number => Math.max(Number(randomBytes(8).readBigUInt64BE() >> 11n), 1);

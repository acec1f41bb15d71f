import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { AbstractWsAdapter } from '@nestjs/websockets';
import { WebSocketServer } from 'ws';
import type { AllowedOrigins } from './allowed-origins.js';

/** Options of @WebSocketGateway under this adapter. */
export interface OrderedGatewayOptions {
  /** Exact path, e.g. `/janus`. */
  readonly path: string;
  /** The only subprotocol; a client that does not offer it gets 400. */
  readonly subprotocol: string;
  /** Bytes of one message after which ws closes the socket (1009). Softer limits are the gateway's. */
  readonly maxPayload: number;
}

/**
 * One adapter for all WebSocket paths of the app's HTTP server. It hands raw sockets to
 * `handleConnection(socket, request)`, which must add its `message` listener before it returns; every frame then
 * arrives in order, malformed and binary ones too (Nest's own adapter drops those and mixes the order).
 * `@SubscribeMessage` has no effect. Unknown paths are answered 404, foreign origins 403.
 */
export class OrderedWsAdapter extends AbstractWsAdapter {
  readonly #paths = new Map<string, { server: WebSocketServer; options: OrderedGatewayOptions }>();
  #listening: Server | undefined;

  constructor(
    app: INestApplicationContext,
    private readonly origins: AllowedOrigins,
  ) {
    super(app);
  }

  override create(port: number, options?: OrderedGatewayOptions): WebSocketServer {
    if (port !== 0 || options === undefined || !options.path.startsWith('/')) {
      throw new Error('a gateway here shares the HTTP server and names its path, subprotocol and maxPayload');
    }
    const { subprotocol, maxPayload } = options;
    const server = new WebSocketServer({
      noServer: true,
      maxPayload,
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
    });
    this.#paths.set(options.path, { server, options });
    if (this.#listening === undefined) {
      this.#listening = this.httpServer as Server;
      this.#listening.on('upgrade', this.#upgrade);
    }
    return server;
  }

  override bindMessageHandlers(): void {}

  override async close(server: WebSocketServer): Promise<void> {
    for (const socket of server.clients) socket.terminate();
    await new Promise<void>((done) => server.close(() => done()));
  }

  override async dispose(): Promise<void> {
    this.#listening?.off('upgrade', this.#upgrade);
    this.#listening = undefined;
    this.#paths.clear();
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const found = this.#paths.get(path);
    if (found === undefined) return refuse(socket, '404 Not Found');
    if (!this.origins.allows(request, path)) return refuse(socket, '403 Forbidden');
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((word) => word.trim());
    if (!offered.includes(found.options.subprotocol)) return refuse(socket, '400 Bad Request');
    found.server.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      found.server.emit('connection', client, request);
    });
  };
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

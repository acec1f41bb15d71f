import type { IncomingMessage } from 'node:http';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { PROBE_CHUNK } from '#protocol';
import type { WebSocket } from 'ws';
import type { OrderedGatewayOptions } from '../gateway/ordered-ws-adapter.js';
import { PeopleService } from '../people/people-service.js';
import { serveProbe } from './line-probe.js';

const OPTIONS: OrderedGatewayOptions = { path: '/probe', subprotocol: 'habeas-probe', maxPayload: PROBE_CHUNK };

/** Probes that may run at once; each sign-in has one. */
const MAX_PROBES = 16;

/** The line of a device, measured for whoever may be in a call: attorneys signed in and enrolled kiosks. */
@WebSocketGateway(OPTIONS)
export class LineProbeGateway implements OnGatewayConnection<WebSocket> {
  readonly #running = new Set<string>();

  constructor(private readonly people: PeopleService) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    socket.on('message', () => undefined);
    void this.#admit(socket, request).catch(() => socket.close(1011, 'part-down'));
  }

  async #admit(socket: WebSocket, request: IncomingMessage): Promise<void> {
    const who = await this.people.whoIs(request);
    const may = who.kind === 'kiosk' || (who.kind === 'person' && who.audience === 'attorney');
    if (!may) return socket.close(1008, 'not-signed-in');
    if (this.#running.has(who.session) || this.#running.size >= MAX_PROBES) return socket.close(1013, 'busy');
    if (socket.readyState !== socket.OPEN) return;
    this.#running.add(who.session);
    socket.on('close', () => this.#running.delete(who.session));
    serveProbe(socket);
    socket.send('ready');
  }
}

import type { IncomingMessage } from 'node:http';
import type { OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import type { OrderedGatewayOptions } from '../gateway/ordered-ws-adapter.js';
import { PeopleService } from '../people/people-service.js';
import { SessionEnded } from '../people/session-ended.js';
import { HearingDoor } from './hearing-door.js';
import { keepPulse } from './pulse.js';

const OPTIONS: OrderedGatewayOptions = {
  path: '/hearing',
  subprotocol: 'habeas-hearing',
  // Larger frames than MAX_HEARING_FRAME are refused with a code; beyond this the socket just ends.
  maxPayload: 256 * 1024,
};

/** The hearing channel: docs/signalling-protocol.md. */
@WebSocketGateway(OPTIONS)
export class HearingGateway implements OnGatewayConnection<WebSocket>, OnApplicationShutdown {
  readonly #deaf: () => void;

  constructor(
    private readonly door: HearingDoor,
    private readonly people: PeopleService,
    ended: SessionEnded,
  ) {
    this.#deaf = ended.listen((session) => this.door.dismiss(session));
  }

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    keepPulse(socket);
    this.door.admit(socket, {
      host: request.headers.host ?? '',
      address: addressOf(request),
      who: () => this.people.whoIs(request),
    });
  }

  onApplicationShutdown(): void {
    this.#deaf();
  }
}

const LOOPBACK: ReadonlySet<string | undefined> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Behind a proxy of this machine, the address that it says it was asked from; nobody else is believed. */
function addressOf({ socket, headers }: IncomingMessage): string {
  const forwarded = [headers['x-forwarded-for']].flat().at(-1)?.split(',').at(-1)?.trim();
  return (LOOPBACK.has(socket.remoteAddress) ? forwarded : undefined) ?? socket.remoteAddress ?? '';
}

import type { IncomingMessage } from 'node:http';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import type { OrderedGatewayOptions } from '../gateway/ordered-ws-adapter.js';
import { PeopleService } from '../people/people-service.js';
import { SessionEnded } from '../people/session-ended.js';
import { SessionDoor } from './session-door.js';

const OPTIONS: OrderedGatewayOptions = {
  path: '/session',
  subprotocol: 'habeas-session',
  // Larger frames than MAX_SESSION_FRAME are refused with a code; beyond this the socket just ends.
  maxPayload: 256 * 1024,
};

/** The session channel: docs/signalling-protocol.md. */
@WebSocketGateway(OPTIONS)
export class SessionGateway implements OnGatewayConnection<WebSocket>, OnApplicationShutdown {
  readonly #logger = new Logger('Session');
  readonly #deaf: () => void;

  constructor(
    private readonly door: SessionDoor,
    private readonly people: PeopleService,
    ended: SessionEnded,
  ) {
    this.#deaf = ended.listen((session) => {
      // A plane that does not answer has no media either; what it comes back with is new.
      this.door.dismiss(session).catch(() => this.#logger.warn('media of an ended sign-in: the plane does not answer'));
    });
  }

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    this.door.admit(socket, this.people.whoIs(request));
  }

  onApplicationShutdown(): void {
    this.#deaf();
  }
}

import type { IncomingMessage } from 'node:http';

/** Decides, before a WebSocket is accepted, whether the page that asks belongs to us. */
export abstract class AllowedOrigins {
  /** `path` is the gateway's path. False: answered with 403, no socket. A missing Origin header is not allowed. */
  abstract allows(request: IncomingMessage, path: string): boolean;
}

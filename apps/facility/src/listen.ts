import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from './config.js';
import { OrderedWsAdapter } from './gateway/ordered-ws-adapter.js';
import { FrontDoor } from './hosts/front-door.js';
import { HostNames } from './hosts/host-names.js';

/** JSON bodies only; nothing the screens send comes near it. */
const MAX_BODY = '64kb';

/** A list that somebody brings as a file (MAX_LIST characters of at most three bytes): on these paths alone. */
const MAX_LIST_BODY = '2mb';
const LISTS: ReadonlySet<string | undefined> = new Set(['/api/desk/register/import', '/api/court/hearings/import']);
const isList = ({ url, headers }: IncomingMessage): boolean =>
  LISTS.has(url) && headers['content-type']?.startsWith('application/json') === true;

/** Plain HTTP never leaves the machine: beyond it, TLS here or a proxy on this machine that speaks it. */
const LOOPBACK = '127.0.0.1';

/** Puts the front door, the body parser and the WebSocket adapter before the routes, and starts to listen. */
export async function listen(app: NestExpressApplication, config: Config): Promise<string> {
  const hosts = app.get(HostNames);
  app.disable('x-powered-by');
  app.set('etag', false);
  const { port, domain, tls } = config.door;
  app.use(new FrontDoor(hosts, { ...config.folders, authority: tls?.authority }).handle);
  app.useBodyParser('json', { limit: MAX_LIST_BODY, strict: true, type: isList });
  app.useBodyParser('json', { limit: MAX_BODY, strict: true });
  app.useWebSocketAdapter(new OrderedWsAdapter(app, hosts));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  const server: Server = app.getHttpServer();
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  if (tls === undefined) await app.listen(port, LOOPBACK);
  else await app.listen(port);
  return `${tls === undefined ? 'http' : 'https'}://${domain}:${(server.address() as AddressInfo).port}`;
}

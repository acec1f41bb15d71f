import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { HostNames } from '../../../apps/facility/src/hosts/host-names.js';
import { ownDoor } from '../../../apps/facility/src/self-test/own-door.js';

let server: Server | undefined;
let sockets: WebSocketServer | undefined;
afterEach(async () => {
  for (const client of sockets?.clients ?? []) client.terminate();
  await new Promise((resolve) => (server?.listening ? server.close(resolve) : resolve(undefined)));
});

/** A door that lets in whom the facility's own rule lets in. */
async function door(domain: string): Promise<Server> {
  const hosts = new HostNames(domain);
  sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'janus-protocol' });
  const made = createServer();
  made.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (request.url !== '/janus' || !hosts.allows(request)) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return sockets?.handleUpgrade(request, socket, head, () => undefined);
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (server = made);
}

test.each(['localhost', 'habeas.example'])('comes in as a page of the kiosk’s host of %s', async (domain) => {
  const socket = await ownDoor(await door(domain), { domain, tls: false });
  expect(socket.readyState).toBe(socket.OPEN);
  socket.terminate();
});

test('as a page of another name it stays outside (control)', async () => {
  await expect(ownDoor(await door('habeas.example'), { domain: 'other.example', tls: false })).rejects.toThrow('403');
});

test('rejects while nobody listens yet', async () => {
  await expect(ownDoor(createServer(), { domain: 'localhost', tls: false })).rejects.toThrow('not listening');
});

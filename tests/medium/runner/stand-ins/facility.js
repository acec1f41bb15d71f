// Stands in for the facility: ready when it can use every other part as its own user does.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { Client } from 'pg';

const client = new Client({ connectionString: process.env.DATABASE_URL });
client.on('error', () => undefined);
await client.connect();

const first = (path, send) =>
  new Promise((resolve, reject) => {
    const socket = connect(path, () => socket.write(send));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString());
    });
    socket.once('error', reject);
  });

const upgrade =
  'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: janus-protocol\r\n\r\n';
const answerOf = async (socket, request) => (await first(socket, request)).split('\r\n')[0];
const contactOf = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** It may be missing. */
async function hearing() {
  try {
    return await answerOf(contactOf(process.env.HABEAS_HEARING_PLANE).apiSocket, upgrade);
  } catch (error) {
    return error.code;
  }
}

async function ready() {
  const contact = contactOf(process.env.HABEAS_BOOTH_PLANE);
  return {
    database: (await client.query('select current_user as name')).rows[0].name,
    redis: await first(process.env.REDIS_SOCKET, 'PING\r\n'),
    keeper: await first(process.env.HABEAS_KEEPER_SOCKET, '\n'),
    plane: await answerOf(contact.apiSocket, upgrade),
    admin: await answerOf(contact.adminSocket, upgrade.replace('janus-protocol', 'janus-admin-protocol')),
    hearing: await hearing(),
    ledger: readFileSync(`${process.env.HABEAS_LEDGER}/checkpoint`, 'utf8'),
    uid: process.getuid(),
  };
}

const server = createServer((_, answer) => {
  ready().then(
    (body) => answer.end(JSON.stringify(body)),
    (error) => {
      answer.statusCode = 503;
      answer.end(String(error));
    },
  );
});
server.listen(Number(process.env.HABEAS_PORT));
process.on('SIGTERM', () => {
  void client.end();
  server.close();
  server.closeAllConnections();
});

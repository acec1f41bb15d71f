// Stands in for the keeper: listens where the real one does, and writes where it may.
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

process.umask(0o007);
const { facility } = JSON.parse(process.env.HABEAS_KEEPER_WRITERS);
writeFileSync(`${process.env.HABEAS_LEDGER}/checkpoint`, 'stand-in\n');
writeFileSync(`${process.env.HABEAS_DATA}/log.key`, 'stand-in\n');
const server = createServer((socket) => socket.end('keeper\n')).listen(facility, () => chmodSync(facility, 0o660));
process.on('SIGTERM', () => server.close());

import { request } from 'node:http';
import { createServer } from 'node:net';
import { RunnerError } from './runner-error.js';

/** Whether `GET /health/ready` of the facility answers 200; `body` names each part. */
export function askReady(port: number, domain: string): Promise<{ ready: boolean; body: string }> {
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/health/ready', headers: { host: `desk.${domain}:${port}` }, timeout: 2000 },
      (answer) => {
        let body = '';
        answer.on('data', (data: Buffer) => (body += data.toString()));
        answer.once('end', () => resolve({ ready: answer.statusCode === 200, body }));
        answer.once('error', () => resolve({ ready: false, body }));
      },
    );
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve({ ready: false, body: '' }));
    asked.end();
  });
}

/** @throws RunnerError `port-taken` when another program listens on the port. */
export async function requireFree(port: number): Promise<void> {
  await listen(port).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EACCES' ? 'may not be used without root' : 'is in use by another program';
    throw new RunnerError('port-taken', `Port ${port} ${why}. Choose another: HABEAS_PORT=3100 npm start`);
  });
}

/** A free TCP port of the loopback address. */
export function freePort(): Promise<number> {
  return listen(0, '127.0.0.1');
}

function listen(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

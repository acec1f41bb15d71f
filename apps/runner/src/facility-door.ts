import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { createServer } from 'node:net';
import { RunnerError } from './runner-error.js';

interface Where {
  readonly port: number;
  readonly domain: string;
  readonly tls: boolean;
}

/** Whether `GET /health/ready` of the facility answers 200; `body` names each part. */
export function askReady({ port, domain, tls }: Where): Promise<{ ready: boolean; body: string }> {
  return new Promise((resolve) => {
    const host = `desk.${domain}`;
    // On this machine, and nothing is told: whose certificate it is does not matter here.
    const trust = { servername: host, rejectUnauthorized: false };
    const asked = (tls ? requestTls : request)(
      {
        host: '127.0.0.1',
        port,
        path: '/health/ready',
        headers: { host: `${host}:${port}` },
        timeout: 2000,
        ...(tls ? trust : {}),
      },
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

/** @throws RunnerError `port-taken` when another program listens on the port, at this address or (undefined) at any. */
export async function requireFree(port: number, host?: string): Promise<void> {
  await listen(port, host).catch((error: NodeJS.ErrnoException) => {
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

import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get as getPlain } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { issueOnce, type IssuedSet } from '../../../apps/runner/src/lan/test-authority.js';
import { FacilityUnderTest } from '../people/facility-under-test.js';

const HOST = 'desk.habeas.internal';

@WebSocketGateway({ path: '/echo', subprotocol: 'echo', maxPayload: 100 })
class Echo implements OnGatewayConnection<WebSocket> {
  handleConnection(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => socket.send(data.toString()));
  }
}

let folder: string;
let facility: FacilityUnderTest;
let plain: FacilityUnderTest;
let first: IssuedSet<'web'>;
let second: IssuedSet<'web'>;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'habeas-tls-'));
  [first, second] = [await issueOnce({ web: [HOST] }), await issueOnce({ web: [HOST] })];
  await place(first);
  await writeFile(at('ca.crt'), first.authority);
  const env = {
    HABEAS_DOMAIN: 'habeas.internal',
    HABEAS_TLS_CERT: at('cert.pem'),
    HABEAS_TLS_KEY: at('key.pem'),
    HABEAS_TLS_AUTHORITY: at('ca.crt'),
  };
  facility = await FacilityUnderTest.start([], { providers: [Echo], env });
  plain = await FacilityUnderTest.start();
});
afterAll(async () => {
  await facility?.stop();
  await plain?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function place({ certificates: { web } }: IssuedSet<'web'>): Promise<void> {
  await writeFile(at('key.pem'), web.key);
  await writeFile(at('cert.pem'), web.cert);
}

interface Answer {
  readonly text: string;
  readonly headers: Record<string, string | string[] | undefined>;
  /** SHA-256 of the certificate that was served. */
  readonly served: string;
}

/** Asks as a device does that trusts this authority and looks the name up. */
function ask(path: string, { authority }: IssuedSet<'web'>, address = '127.0.0.1'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: address,
      port: facility.port,
      path,
      servername: HOST,
      ca: authority,
      headers: { host: `${HOST}:${facility.port}` },
      agent: false as const,
    };
    get(options, (answer) => {
      const served = (answer.socket as TLSSocket).getPeerCertificate().fingerprint256;
      let text = '';
      answer.on('data', (data: Buffer) => (text += data.toString()));
      answer.on('end', () => resolve({ text, headers: answer.headers, served }));
    }).once('error', reject);
  });
}

function open(authority: string, origin = `https://${HOST}:${facility.port}`): WebSocket {
  const lookup = (_: string, __: unknown, done: (error: null, list: { address: string; family: number }[]) => void) =>
    done(null, [{ address: '127.0.0.1', family: 4 }]);
  return new WebSocket(`wss://${HOST}:${facility.port}/echo`, 'echo', { ca: authority, origin, lookup } as never);
}

it('serves the screens over TLS, with headers that know no plain way', async () => {
  const { text, headers } = await ask('/', first);
  expect(text).toContain('<title>desk</title>');
  expect(headers['content-security-policy']).toContain(`connect-src 'self' wss://${HOST}`);
  expect(headers['content-security-policy']).not.toContain('ws://');
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
  expect((await ask('/ca.crt', first)).text).toBe(first.authority);
});

it('answers no plain request where TLS is on, and beyond this machine only where it is', async () => {
  const bare = (port: number, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: `desk.localhost:${port}` };
      getPlain({ host, port, path: '/', headers, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).once('error', reject);
    });
  await expect(bare(facility.port, '127.0.0.1')).rejects.toThrow();
  expect((await ask('/', first, '127.0.0.2')).text).toContain('<title>desk</title>');
  expect(await bare(plain.port, '127.0.0.1')).toBe(200);
  await expect(bare(plain.port, '127.0.0.2')).rejects.toThrow('ECONNREFUSED');
});

it('serves a new certificate without a restart, and open WebSockets go on', async () => {
  const socket = open(first.authority);
  await once(socket, 'open');
  const before = await ask('/', first);

  // Half of a change, as while the files are being written: nothing changes.
  await writeFile(at('key.pem'), second.certificates.web.key);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await ask('/', first)).served).toBe(before.served);

  await place(second);
  await expect
    .poll(() =>
      ask('/', second).then(
        ({ served }) => served,
        () => before.served,
      ),
    )
    .not.toBe(before.served);
  await expect(ask('/', first)).rejects.toThrow();

  socket.send('still here');
  expect(String((await once(socket, 'message'))[0])).toBe('still here');
  socket.close();
  const later = open(second.authority);
  await once(later, 'open');
  later.close();
});

it('refuses WebSockets of pages that came over plain http', async () => {
  const socket = open(second.authority, `http://${HOST}:${facility.port}`);
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('403');
});

it('does not start with files that do not fit together', async () => {
  await writeFile(at('other.pem'), first.certificates.web.cert);
  const env = { HABEAS_TLS_CERT: at('other.pem'), HABEAS_TLS_KEY: at('key.pem') };
  await expect(FacilityUnderTest.start([], { env })).rejects.toThrow('the key is not that of the certificate');
});

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { securityHeaders } from '../../../apps/facility/src/hosts/security-headers.js';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.ogg': 'audio/ogg',
};
const typeOf = (file: string): string => TYPES[extname(file)] ?? 'application/octet-stream';
/** The next screen of the same page need not fetch and compile the scripts again. */
const KEPT = { 'cache-control': 'max-age=3600' };
const AUDIENCES = ['desk', 'kiosk', 'attorney', 'court', 'oversight'] as const;
export type Screens = (typeof AUDIENCES)[number] | 'fixtures';

/** What a page asked for, by method and path with query, as `Answer`; undefined: nothing there. */
export type Answering = (asked: string) => Answer | undefined;

/** `cut`: the connection ends without an answer. */
export type Answer =
  | { readonly status: number; readonly type?: string; readonly body?: string | Uint8Array | undefined }
  | 'cut';

/** The built screens, one host name each, under the very headers that the facility sends. */
export class ServedScreens {
  private constructor(
    readonly server: Server,
    readonly port: number,
  ) {}

  /** `built`: as by buildScreens. `answering`: what lies beside the files; without it pages stub the API. */
  static async start(built: string, answering: Answering = () => undefined): Promise<ServedScreens> {
    const server = createServer((request, response) => {
      const name = (request.headers.host ?? '').split('.')[0] ?? '';
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const answer = answering(`${request.method} ${path}`);
      if (answer === 'cut') return void request.socket.destroy();
      if (answer !== undefined) {
        const { status, type = 'application/octet-stream', body } = answer;
        return void response.writeHead(status, { 'content-type': type }).end(body);
      }
      const audience = AUDIENCES.find((one) => one === name);
      const folder = audience ? join(built, 'web', audience) : join(built, 'fixtures');
      const file = normalize(join(folder, path === '/' ? 'index.html' : path));
      const headers = securityHeaders(audience ?? 'kiosk', request.headers.host ?? '', path, false);
      return void readFile(file).then(
        (bytes) => response.writeHead(200, { ...headers, ...KEPT, 'content-type': typeOf(file) }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    // Else a connection that a page is about to use again may just be closed.
    server.keepAliveTimeout = 0;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    return new ServedScreens(server, typeof address === 'object' && address ? address.port : 0);
  }

  url(screens: Screens, hash = ''): string {
    return `http://${screens}.localhost:${this.port}/${hash}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

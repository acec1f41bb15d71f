import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { promisify } from 'node:util';
import { securityHeaders } from '../../../apps/facility/src/hosts/security-headers.js';

const project = resolve(import.meta.dirname, '../../..');
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
const AUDIENCES = ['desk', 'kiosk', 'attorney', 'court', 'oversight'] as const;
export type Screens = (typeof AUDIENCES)[number] | 'fixtures';

/** The built screens, one host name each, under the very headers that the facility sends. No API: pages stub it. */
export class ServedScreens {
  private constructor(
    readonly server: Server,
    readonly port: number,
    readonly built: string,
  ) {}

  static async start(): Promise<ServedScreens> {
    const build = promisify(execFile);
    const built = await mkdtemp(join(tmpdir(), 'habeas-screens-'));
    await build(process.execPath, ['apps/web/build.mjs', '--fixtures', `--out=${built}`], { cwd: project });
    const server = createServer((request, response) => {
      const name = (request.headers.host ?? '').split('.')[0] ?? '';
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const audience = AUDIENCES.find((one) => one === name);
      const folder = audience ? join(built, 'web', audience) : join(built, 'fixtures');
      const file = normalize(join(folder, path === '/' ? 'index.html' : path));
      const headers = securityHeaders(audience ?? 'kiosk', request.headers.host ?? '', path, false);
      void readFile(file).then(
        (bytes) => response.writeHead(200, { ...headers, 'content-type': typeOf(file) }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    return new ServedScreens(server, typeof address === 'object' && address ? address.port : 0, built);
  }

  url(screens: Screens, hash = ''): string {
    return `http://${screens}.localhost:${this.port}/${hash}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
    await rm(this.built, { recursive: true, force: true });
  }
}

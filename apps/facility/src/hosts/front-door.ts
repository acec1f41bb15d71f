import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Audience } from '#protocol';
import type { FacilityRequest } from './facility-request.js';
import type { HostNames } from './host-names.js';
import { ledgerFile } from './ledger-files.js';
import { Refused } from './refused.js';
import { ScreenFiles, type ServedFile } from './screen-files.js';
import { securityHeaders } from './security-headers.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const SERVER_PATH = /^\/(api|health|ledger|session|janus|probe|hearing|hearing-janus)(\/|$)/;

/**
 * The first to see a request: finds the audience by the host name, sets the headers of every answer, refuses what
 * comes from foreign pages, and serves screens and ledger. Everything else goes on to the routes.
 */
export class FrontDoor {
  readonly #screens: ScreenFiles;

  constructor(
    private readonly hosts: HostNames,
    private readonly folders: {
      readonly web: string;
      readonly ledger: string;
      /** File of a test machine's authority. */
      readonly authority?: string | undefined;
    },
  ) {
    this.#screens = new ScreenFiles(folders.web);
  }

  /** For `app.use`: refusals go to `next` as Refused. */
  readonly handle = (request: FacilityRequest, response: ServerResponse, next: (error?: unknown) => void): void => {
    void this.#enter(request, response).then(
      (served) => served || next(), // oxlint-disable-line promise/no-callback-in-promise -- express has no other way
      next,
    );
  };

  async #enter(request: FacilityRequest, response: ServerResponse): Promise<boolean> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const audience = this.hosts.audienceOf(request.headers.host);
    if (!audience) return this.#noAudience(request, response, path);
    request.audience = audience;
    const headers = securityHeaders(audience, request.headers.host ?? '', path, this.hosts.tls);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    const method = request.method ?? '';
    if (!SAFE.has(method) && !this.hosts.allows(request)) throw new Refused('wrong-origin');
    if (method !== 'GET' && method !== 'HEAD') return false;
    const { authority } = this.folders;
    if (path === '/ca.crt' && authority !== undefined) {
      return send(request, response, { file: authority, type: 'application/x-x509-ca-cert', cache: 'no-store' });
    }
    const file = SERVER_PATH.test(path) ? ledgerFile(this.folders.ledger, path) : this.#screens.find(audience, path);
    if (file) return send(request, response, file);
    if (SERVER_PATH.test(path) && !path.startsWith('/ledger')) return false;
    throw new Refused('not-found');
  }

  /** Health by address; a list of the hosts for whoever types the bare domain; 421 for all other names. */
  #noAudience(request: FacilityRequest, response: ServerResponse, path: string): boolean {
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    const safe = request.method === 'GET' || request.method === 'HEAD';
    if (safe && path.startsWith('/health/') && this.hosts.isInternal(request.headers.host)) return false;
    const bare = /^([^:]+)(:\d{1,5})?$/.exec(request.headers.host ?? '');
    const known = bare?.[1] === this.hosts.domain || this.hosts.isInternal(request.headers.host);
    response.statusCode = known && safe && path === '/' ? 200 : known ? 404 : 421;
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    const list = Audience.options.map((audience) => `${audience}.${this.hosts.domain}${bare?.[2] ?? ''}`).join('\n');
    response.end(known ? `Habeas answers at these hosts:\n${list}\n` : 'This host name is not one of Habeas.\n');
    return true;
  }
}

async function send(request: FacilityRequest, response: ServerResponse, served: ServedFile): Promise<boolean> {
  const handle = await open(served.file, 'r').catch(() => undefined);
  if (!handle) throw new Refused('not-found');
  try {
    const { size, mtimeMs } = await handle.stat();
    const etag = `"${size.toString(16)}-${Math.trunc(mtimeMs).toString(16)}"`;
    response.setHeader('Cache-Control', served.cache);
    response.setHeader('Content-Type', served.type);
    response.setHeader('ETag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.statusCode = 304;
      response.end();
      return true;
    }
    response.setHeader('Content-Length', size);
    if (request.method === 'HEAD' || size === 0) response.end();
    else
      await pipeline(handle.createReadStream({ autoClose: false, end: size - 1 }), response).catch(() =>
        response.destroy(),
      );
    return true;
  } finally {
    await handle.close();
  }
}

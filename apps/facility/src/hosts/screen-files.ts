import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Audience } from '#protocol';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

export interface ServedFile {
  readonly file: string;
  readonly type: string;
  readonly cache: string;
}

const FRESH = 'no-cache';
/** A name with a hash of the content in it never changes its content. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/** The built screens of each audience, listed once at start: only what was listed is ever read. */
export class ScreenFiles {
  readonly #files = new Map<string, ServedFile>();

  constructor(root: string) {
    for (const audience of Audience.options) this.#list(audience, join(root, audience));
  }

  #list(audience: Audience, folder: string): void {
    for (const entry of filesUnder(folder)) {
      const path = `/${relative(folder, entry).split(sep).join('/')}`;
      const type = TYPES[extname(path)];
      if (!type || path.includes('/.')) continue;
      const cache = path.startsWith('/assets/') && HASHED.test(path) ? 'public, max-age=31536000, immutable' : FRESH;
      this.#files.set(`${audience} ${path}`, { file: entry, type, cache });
    }
  }

  /** The file of a path. A path without a dot is a screen's own address and gets index.html. */
  find(audience: Audience, path: string): ServedFile | undefined {
    const named = this.#files.get(`${audience} ${path}`);
    if (named || path.includes('.')) return named;
    return this.#files.get(`${audience} /index.html`);
  }
}

function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

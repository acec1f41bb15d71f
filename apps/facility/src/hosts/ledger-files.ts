import { join } from 'node:path';
import type { ServedFile } from './screen-files.js';

const INDEX = '(?:x\\d{3}/)*\\d{3}';
const TILE = new RegExp(
  `^tile/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)/${INDEX}(?:\\.p/(?:[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]))?$`,
);

/**
 * A file of the ledger by its address (C2SP tlog-tiles under /ledger/), undefined for any other name. The names are
 * matched as a whole, so there is no way out of the folder.
 */
export function ledgerFile(folder: string, path: string): ServedFile | undefined {
  const name = path.startsWith('/ledger/') ? path.slice('/ledger/'.length) : '';
  if (name === 'checkpoint') return text(folder, name, 'no-store');
  if (name === 'log.vkey') return text(folder, name, 'no-cache');
  if (!TILE.test(name)) return undefined;
  return { file: join(folder, name), type: 'application/octet-stream', cache: 'public, max-age=31536000, immutable' };
}

const text = (folder: string, name: string, cache: string): ServedFile => ({
  file: join(folder, name),
  type: 'text/plain; charset=utf-8',
  cache,
});

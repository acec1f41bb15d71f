import { decodeBundle } from './entry-bundle.js';
import type { LogSource } from './log-source.js';
import { tilePath, tilesOfLevel } from './tile-path.js';
import { failed, guarded } from './verify-report.js';

/**
 * The entry bundles of a log of this size, in order; `entries` are the stored bytes of the leaves. Throws `Failed` with the
 * finding of a verification: a bundle that is missing (step `files`) or malformed (step `entries`).
 */
export async function* readBundles(
  source: LogSource,
  size: number,
): AsyncGenerator<{ path: string; index: number; entries: Uint8Array[] }> {
  for (const name of tilesOfLevel('entries', size)) {
    const path = tilePath(name);
    const bytes = await needed(source, path);
    const entries = await guarded('entries', () => decodeBundle(bytes, name.width), path);
    yield { path, index: name.index, entries };
  }
}

/** A file that a log of this size must have. Throws `Failed`. */
export async function needed(source: LogSource, path: string): Promise<Uint8Array> {
  const bytes = await source.read(path);
  if (bytes === undefined) throw failed('files', 'missing-file', `${path} is missing`, { file: path });
  return bytes;
}

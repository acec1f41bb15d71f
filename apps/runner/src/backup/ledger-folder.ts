import { decodeBundle, leafHash, levelsOf, openCheckpoint, parseVkey, tilePath, tilesOfLevel, TileTree } from '#ledger';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Size and root (hex) that a ledger's checkpoint states. */
export interface LedgerHead {
  readonly size: number;
  readonly root: string;
}

/** Undefined when the folder has no checkpoint. Throws LedgerError when it cannot be believed. */
export async function headOf(folder: string): Promise<LedgerHead | undefined> {
  if (!existsSync(join(folder, 'checkpoint'))) return undefined;
  const vkey = parseVkey((await readFile(join(folder, 'log.vkey'), 'utf8')).trim());
  const { size, root } = await openCheckpoint(await readFile(join(folder, 'checkpoint'), 'utf8'), vkey);
  return { size, root: hex(root) };
}

/** Root of the first `size` entries that lie in a folder, hex; undefined when some are missing. */
export async function rootOf(folder: string, size: number): Promise<string | undefined> {
  const tree = new TileTree();
  for (const tile of tilesOfLevel('entries', size)) {
    const bundle = await readFirst(folder, tile.index, tile.width);
    if (bundle === undefined) return undefined;
    for (const entry of bundle) tree.append(leafHash(entry));
  }
  return hex(tree.root());
}

const TRIES = 5;

/** Copies a ledger as it stands, while its keeper may be writing: every file of one checkpoint, and no other. */
export async function copyLedger(from: string, to: string): Promise<void> {
  for (let left = TRIES; ; left--) {
    const checkpoint = await readFile(join(from, 'checkpoint'));
    const size = Number(checkpoint.toString('utf8').split('\n')[1]);
    try {
      for (const level of ['entries' as const, ...Array.from({ length: levelsOf(size) }, (_, level) => level)]) {
        for (const path of tilesOfLevel(level, size).map(tilePath)) {
          await mkdir(dirname(join(to, path)), { recursive: true });
          await copyFile(join(from, path), join(to, path));
        }
      }
      await copyFile(join(from, 'log.vkey'), join(to, 'log.vkey'));
      await writeFile(join(to, 'checkpoint'), checkpoint);
      return;
    } catch (error) {
      // A partial tile became a full one meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || left === 0) throw error;
    }
  }
}

/** The first `width` entries of a bundle, from whichever file has at least so many. */
async function readFirst(folder: string, index: number, width: number): Promise<Uint8Array[] | undefined> {
  for (let wide = width; wide <= 256; wide++) {
    const bytes = await readFile(join(folder, tilePath({ level: 'entries', index, width: wide }))).catch(
      () => undefined,
    );
    if (bytes !== undefined) return decodeBundle(bytes, wide).slice(0, width);
  }
  return undefined;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBundle, decodeLeaf, openCheckpoint, parseVkey, tilePath, tilesOfLevel, type Leaf } from '#ledger';

/** Every leaf below the published checkpoint, in order. Throws LedgerError when files and checkpoint do not fit. */
export async function readLedger(folder: string): Promise<Leaf[]> {
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  const { size } = await openCheckpoint(await text('checkpoint'), parseVkey((await text('log.vkey')).trim()));
  const leaves: Leaf[] = [];
  for (const tile of tilesOfLevel('entries', size)) {
    const bundle = decodeBundle(await readFile(join(folder, tilePath(tile))), tile.width);
    leaves.push(...bundle.map(decodeLeaf));
  }
  return leaves;
}

import {
  decodeBundle,
  grownTilePath,
  leafHash,
  LedgerError,
  openCheckpoint,
  parseTilePath,
  TILE_WIDTH,
  tilesOfLevel,
  tilePath,
  TileTree,
  type GrownTile,
} from '#ledger';
import { UNFINISHED } from './disk-files.js';
import type { DurableFiles } from './durable-files.js';
import type { KeeperHead } from './keeper-head.js';
import { KeeperError } from './keeper-error.js';
import { LedgerLog, type LogParts } from './ledger-log.js';
import { sameRoot } from './signing-guard.js';

/** Called for each entry of the log in order. */
export type OnEntry = (bytes: Uint8Array, index: number) => void;

/**
 * Brings a log to the head that the guard remembers: a batch that was permitted but not yet published is finished
 * (`finished`), what lies beyond is removed. Every entry and tile is read and checked. Throws KeeperError when the
 * files do not lead to that head: then nothing is signed.
 */
export async function recoverLog(parts: LogParts, onEntry: OnEntry): Promise<{ log: LedgerLog; finished: boolean }> {
  const target = await parts.guard.load();
  if (target === undefined) throw new KeeperError('guard-missing', 'no guard file');
  const published = await readPublished(parts);
  if (published !== undefined && published.size > target.size) {
    throw new KeeperError('guard-behind', `the ledger has ${published.size} entries, the guard knows ${target.size}`);
  }
  const tree = new TileTree();
  const tail: Uint8Array[] = [];
  for (const name of tilesOfLevel('entries', target.size)) {
    const path = tilePath(name);
    const entries = splitBundle(path, await present(parts.files, path), name.width);
    for (const [i, entry] of entries.entries()) {
      for (const tile of tree.append(leafHash(entry))) await checkTile(parts.files, tile);
      if (tree.size === published?.size && !sameRoot({ size: tree.size, root: tree.root() }, published)) {
        throw new KeeperError('ledger-damaged', 'the entries do not lead to the published checkpoint');
      }
      onEntry(entry, name.index * TILE_WIDTH + i);
    }
    if (name.width < TILE_WIDTH) tail.push(...entries);
  }
  for (const tile of tree.partials()) await checkTile(parts.files, tile);
  if (!sameRoot({ size: tree.size, root: tree.root() }, target)) {
    throw new KeeperError('ledger-damaged', 'the entries do not lead to the head that the key signed last');
  }
  const log = new LedgerLog(parts, tree, tail);
  await removeLeftovers(parts.files, target.size);
  if (target.size > 0) await log.republish();
  return { log, finished: target.size > (published?.size ?? 0) };
}

async function readPublished({ files, key }: LogParts): Promise<KeeperHead | undefined> {
  const bytes = await files.read('checkpoint');
  if (bytes === undefined) return undefined;
  try {
    return await openCheckpoint(new TextDecoder().decode(bytes), key.verifier);
  } catch (error) {
    const why = error instanceof LedgerError ? error.code : 'unreadable';
    throw new KeeperError('ledger-damaged', `the published checkpoint is not ours (${why})`);
  }
}

async function present(files: DurableFiles, path: string): Promise<Uint8Array> {
  const bytes = await files.read(path);
  if (bytes === undefined)
    throw new KeeperError('ledger-cut-back', `${path} is missing below the size that was signed`);
  return bytes;
}

function splitBundle(path: string, bytes: Uint8Array, width: number): Uint8Array[] {
  try {
    return decodeBundle(bytes, width);
  } catch {
    throw new KeeperError('ledger-damaged', `${path} cannot be read`);
  }
}

async function checkTile(files: DurableFiles, tile: GrownTile): Promise<void> {
  const path = grownTilePath(tile);
  if (Buffer.compare(await present(files, path), tile.bytes) !== 0) {
    throw new KeeperError('ledger-damaged', `${path} does not belong to its entries`);
  }
}

/** Removes temporary files and tiles beyond `size`; touches nothing that this program would not have written. */
async function removeLeftovers(files: DurableFiles, size: number): Promise<void> {
  for (const path of await files.list())
    if (path.endsWith(UNFINISHED) || isBeyond(path, size)) await files.remove(path);
}

function isBeyond(path: string, size: number): boolean {
  try {
    const { level, index, width } = parseTilePath(path);
    return index * TILE_WIDTH + width > Math.floor(size / (level === 'entries' ? 1 : TILE_WIDTH ** level));
  } catch {
    return false;
  }
}

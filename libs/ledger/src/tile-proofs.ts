import { LedgerError } from './errors.js';
import { completeSubtrees, consistencyRanges, inclusionRanges, joinSubtrees, type Range } from './merkle.js';
import { TILE_WIDTH, tilePath } from './tile-path.js';
import { completeRoot } from './tile-tree.js';

/** Reads a file of a log by its path; undefined when there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/** RFC 6962 audit path of entry `index` in the tree of `size`, from tiles. Throws `missing-file`, `tile-malformed`. */
export const proveInclusion = (read: ReadFile, index: number, size: number): Promise<Uint8Array[]> =>
  Promise.all(inclusionRanges(index, size).map((range) => rangeHash(read, range, size)));

/** RFC 6962 consistency proof between two sizes of one log, from the tiles of the newer. */
export const proveConsistency = (read: ReadFile, older: number, newer: number): Promise<Uint8Array[]> =>
  Promise.all(consistencyRanges(older, newer).map((range) => rangeHash(read, range, newer)));

async function rangeHash(read: ReadFile, range: Range, size: number): Promise<Uint8Array> {
  return joinSubtrees(
    await Promise.all(completeSubtrees(range).map(({ height, index }) => subtreeHash(read, height, index, size))),
  );
}

async function subtreeHash(read: ReadFile, height: number, index: number, size: number): Promise<Uint8Array> {
  const level = Math.floor(height / 8);
  const span = 2 ** (height % 8);
  const first = index * span;
  const tile = Math.floor(first / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - tile * TILE_WIDTH);
  const path = tilePath({ level, index: tile, width });
  const bytes = (await read(path)) ?? (await read(tilePath({ level, index: tile, width: TILE_WIDTH })));
  if (bytes === undefined) throw new LedgerError('missing-file', path);
  const at = (first % TILE_WIDTH) * 32;
  if (bytes.length < at + span * 32) throw new LedgerError('tile-malformed', `${path} is too short`);
  const hashes: Uint8Array[] = [];
  for (let i = 0; i < span; i++) hashes.push(bytes.slice(at + i * 32, at + i * 32 + 32));
  return completeRoot(hashes);
}

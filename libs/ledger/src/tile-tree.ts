import { concatBytes } from './bytes.js';
import { completeSubtrees, joinSubtrees, nodeHash } from './merkle.js';
import { TILE_WIDTH, tilePath } from './tile-path.js';

/** A tile as it stands after some appends. */
export interface GrownTile {
  readonly level: number;
  readonly index: number;
  readonly bytes: Uint8Array;
}

/**
 * The right edge of a tree: the unfinished tile of each level, from which the next tiles and the root follow.
 * Costs at most 255 hashes a level, whatever the size.
 */
export class TileTree {
  #size = 0;
  readonly #edge: Uint8Array[][] = [];

  get size(): number {
    return this.#size;
  }

  /** A copy that can grow on its own. */
  clone(): TileTree {
    const copy = new TileTree();
    copy.#size = this.#size;
    for (const level of this.#edge) copy.#edge.push([...level]);
    return copy;
  }

  /** Adds a leaf hash; returns the tiles that it filled, lowest level first. */
  append(hash: Uint8Array): GrownTile[] {
    const filled: GrownTile[] = [];
    this.#size++;
    let next = hash;
    for (let level = 0; ; level++) {
      const edge = (this.#edge[level] ??= []);
      edge.push(next);
      if (edge.length < TILE_WIDTH) return filled;
      const index = this.#size / TILE_WIDTH ** (level + 1) - 1;
      filled.push({ level, index, bytes: concatBytes(...edge) });
      next = completeRoot(edge);
      this.#edge[level] = [];
    }
  }

  /** The partial tiles of this size, lowest level first. */
  partials(): GrownTile[] {
    return this.#edge.flatMap((edge, level) =>
      edge.length === 0
        ? []
        : [{ level, index: Math.floor(this.#size / TILE_WIDTH ** (level + 1)), bytes: concatBytes(...edge) }],
    );
  }

  root(): Uint8Array {
    const hashes: Uint8Array[] = [];
    for (let level = this.#edge.length - 1; level >= 0; level--) {
      const edge = this.#edge[level]!;
      for (const { height, index } of completeSubtrees({ from: 0, to: edge.length })) {
        const from = index * 2 ** height;
        hashes.push(completeRoot(edge.slice(from, from + 2 ** height)));
      }
    }
    return joinSubtrees(hashes);
  }
}

export const grownTilePath = (tile: GrownTile): string =>
  tilePath({ level: tile.level, index: tile.index, width: tile.bytes.length / 32 });

/** Root over a power of two of sibling hashes. */
export function completeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i]!, row[i + 1]!));
    row = above;
  }
  return row[0]!;
}

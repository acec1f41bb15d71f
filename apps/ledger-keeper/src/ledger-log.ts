import {
  encodeBundle,
  formatCheckpoint,
  grownTilePath,
  leafHash,
  proveInclusion,
  formatProof,
  signNote,
  decodeBundle,
  TILE_WIDTH,
  tilePath,
  type TileTree,
} from '#ledger';
import type { DurableFiles } from './durable-files.js';
import type { KeeperHead } from './keeper-head.js';
import type { LogKey } from './log-key.js';
import type { SigningGuard } from './signing-guard.js';

/** What a log is made of. */
export interface LogParts {
  readonly files: DurableFiles;
  readonly guard: SigningGuard;
  readonly key: LogKey;
}

/** A published log and its right edge. Made by `recoverLog`. After a rejected `append` only a new recovery knows the state. */
export class LedgerLog {
  #checkpoint = '';

  constructor(
    private readonly parts: LogParts,
    private tree: TileTree,
    /** Entries of the unfinished bundle. */
    private tail: Uint8Array[],
  ) {}

  get head(): KeeperHead {
    return { size: this.tree.size, root: this.tree.root() };
  }

  /**
   * Appends entries. When it resolves they are durable and under a published checkpoint; returns the first index.
   * Order: bundles and tiles, guard, signature, checkpoint. What came before the guard is redone or thrown away.
   */
  async append(entries: readonly Uint8Array[]): Promise<number> {
    const first = this.tree.size;
    const tree = this.tree.clone();
    const writes = new Map<string, Uint8Array>();
    let tail = [...this.tail];
    for (const entry of entries) {
      tail.push(entry);
      for (const tile of tree.append(leafHash(entry))) writes.set(grownTilePath(tile), tile.bytes);
      if (tail.length === TILE_WIDTH) {
        writes.set(bundlePath(tree.size), encodeBundle(tail));
        tail = [];
      }
    }
    for (const tile of tree.partials()) writes.set(grownTilePath(tile), tile.bytes);
    if (tail.length > 0) writes.set(bundlePath(tree.size), encodeBundle(tail));
    const before = new Set(this.tree.partials().map(grownTilePath));
    const changed = [...writes].filter(([path]) => !before.has(path));
    const results = await Promise.allSettled(changed.map(([path, bytes]) => this.parts.files.write(path, bytes)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    await this.#publish(tree);
    this.tree = tree;
    this.tail = tail;
    await this.#dropPartials(first);
    return first;
  }

  /** Signs and publishes the present head again. */
  async republish(): Promise<void> {
    await this.#publish(this.tree);
  }

  /** tlog-proof of an entry under the present checkpoint. */
  async proof(index: number): Promise<string> {
    const size = this.tree.size;
    const checkpoint = this.#checkpoint;
    const path = await proveInclusion((name) => this.parts.files.read(name), index, size);
    return formatProof({ index, path, checkpoint });
  }

  /** Stored bytes of an entry below the size. */
  async entry(index: number): Promise<Uint8Array> {
    const bundle = Math.floor(index / TILE_WIDTH);
    const inTail = index - (this.tree.size - this.tail.length);
    if (inTail >= 0) return this.tail[inTail]!;
    const bytes = await this.parts.files.read(tilePath({ level: 'entries', index: bundle, width: TILE_WIDTH }));
    return decodeBundle(bytes ?? new Uint8Array(), TILE_WIDTH)[index % TILE_WIDTH]!;
  }

  async #publish(tree: TileTree): Promise<void> {
    const { guard, key, files } = this.parts;
    const head = { size: tree.size, root: tree.root() };
    await guard.permit(head);
    const text = formatCheckpoint({ origin: key.verifier.name, ...head });
    const note = await signNote(text, key.verifier, (message) => key.sign(message));
    await files.write('checkpoint', new TextEncoder().encode(note));
    this.#checkpoint = note;
  }

  /** Partial files whose full one is published now are no longer needed (tlog-tiles allows it); a failure is harmless. */
  async #dropPartials(from: number): Promise<void> {
    if (Math.floor(from / TILE_WIDTH) === Math.floor(this.tree.size / TILE_WIDTH)) return;
    const { files } = this.parts;
    const size = this.tree.size;
    const obsolete = (await files.list()).filter((path) => isReplaced(path, size));
    await Promise.allSettled(obsolete.map((path) => files.remove(path)));
  }
}

/** Path of the bundle that ends at `size`. */
const bundlePath = (size: number): string =>
  tilePath({
    level: 'entries',
    index: Math.floor((size - 1) / TILE_WIDTH),
    width: ((size - 1) % TILE_WIDTH) + 1,
  });

function isReplaced(path: string, size: number): boolean {
  const match = /^tile\/(entries|\d+)\/([x\d/]+)\.p\/\d+$/.exec(path);
  if (!match) return false;
  const level = match[1] === 'entries' ? 0 : Number(match[1]);
  const index = Number(match[2]!.replace(/[x/]/g, ''));
  return (index + 1) * TILE_WIDTH ** (level + 1) <= size;
}

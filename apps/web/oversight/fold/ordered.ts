import type { Leaf } from '#ledger';
import type { LogEntry } from '../read-log.js';

/** An entry that could be read. */
export interface ReadEntry {
  readonly index: number;
  readonly leaf: Leaf;
}

/** What can be read, the oldest first, as the log has it. */
export const ordered = (entries: readonly LogEntry[]): ReadEntry[] =>
  entries
    .flatMap(({ index, leaf }) => (leaf ? [{ index, leaf }] : []))
    .toSorted((one, other) => one.index - other.index);

/** A field of `public`, of the shape that the entry's type has there; undefined where the entry has none. */
export const shown = ({ leaf }: ReadEntry, field: string): unknown => leaf.public?.[field];

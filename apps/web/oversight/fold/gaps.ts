import { chainOf } from '#ledger';
import type { LogEntry } from '../read-log.js';
import { ordered } from './ordered.js';

/** Numbers that a chain lacks before entry `index`, or an entry that cannot be read. */
export interface Gap {
  /** The entry at which it shows. */
  readonly index: number;
  /** Of that entry; of the one before it where it cannot be read itself. Undefined if there is none. */
  readonly time: string | undefined;
  readonly session: string | undefined;
  /** How many are missing; 0 where an entry cannot be read, or a number came twice. */
  readonly missing: number;
}

/** Where the numbering is not 0, 1, 2 … in every chain. A log that holds has none; one that does not may show where. */
export function findGaps(entries: readonly LogEntry[]): Gap[] {
  const next = new Map<string, number>();
  const gaps: Gap[] = [];
  for (const { index, leaf } of ordered(entries)) {
    const chain = chainOf(leaf);
    const expected = next.get(chain) ?? 0;
    if (leaf.seq !== expected) {
      gaps.push({ index, time: leaf.time, session: leaf.session, missing: Math.max(0, leaf.seq - expected) });
    }
    next.set(chain, leaf.seq + 1);
  }
  const byPlace = entries.toSorted((one, other) => one.index - other.index);
  for (const [place, { index, leaf }] of byPlace.entries()) {
    if (leaf) continue;
    const before = byPlace.slice(0, place).findLast((one) => one.leaf);
    gaps.push({ index, time: before?.leaf?.time, session: undefined, missing: 0 });
  }
  return gaps;
}

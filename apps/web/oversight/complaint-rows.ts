import type { Complaints } from '#protocol';
import type { LogEntry } from './read-log.js';

type Told = Complaints['complaints'][number];

/** A complaint as this page shows it; `told` only where the server speaks of it. */
export interface ComplaintRow {
  readonly key: string;
  readonly kind: string;
  readonly role: number;
  /** RFC 3339: of the entry, or when it came to the facility. */
  readonly time: string;
  readonly entry: number | undefined;
  /** The entry is in the log that this page read. */
  readonly here: boolean;
  readonly told: Told | undefined;
}

/**
 * The log's own complaints, whether the server lists them or not, and what the server says beyond: it waits, or stands in a
 * part of the log that this page has not read. Newest first.
 */
export function complaintRows(entries: readonly LogEntry[], told: readonly Told[]): ComplaintRow[] {
  const byEntry = new Map(told.flatMap((one) => (one.entry === undefined ? [] : [[one.entry, one] as const])));
  const own = entries.flatMap(({ index, leaf }): ComplaintRow[] => {
    if (leaf?.type !== 'complaint.made') return [];
    const { kind, role } = leaf.public as { kind: string; role: number };
    const said = byEntry.get(index);
    return [{ key: String(index), kind, role, time: leaf.time, entry: index, here: true, told: said }];
  });
  const read = new Set(own.map(({ entry }) => entry));
  const beyond = told
    .filter(({ entry }) => entry === undefined || !read.has(entry))
    .map((one) => ({
      key: one.id,
      kind: one.kind as string,
      role: one.role,
      time: one.at,
      entry: one.entry,
      here: false,
      told: one,
    }));
  return [...own, ...beyond].toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time));
}

import type { Role } from '#protocol';
import type { LogEntry } from '../read-log.js';
import { ordered, shown } from './ordered.js';

/** Somebody looked at details. Account and reason are under the commitment of `entry`. */
export interface Read {
  readonly entry: LogEntry;
  readonly time: string;
  readonly role: Role | undefined;
  /** What was opened. */
  readonly of: { readonly index: number; readonly type: string | undefined };
}

/** Every look, own ones too, the newest first. */
export function foldReads(entries: readonly LogEntry[]): Read[] {
  const read = ordered(entries);
  const types = new Map(read.map(({ index, leaf }) => [index, leaf.type]));
  return read
    .filter(({ leaf }) => leaf.type === 'details.read')
    .map((entry) => {
      const index = (shown(entry, 'index') as number | undefined) ?? -1;
      return {
        entry,
        time: entry.leaf.time,
        role: shown(entry, 'role') as Role | undefined,
        of: { index, type: types.get(index) },
      };
    })
    .toReversed();
}

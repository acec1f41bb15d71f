import { decodeLeaf, type LogSource, readBundles } from '#ledger';
import type { SessionEntry } from '#receipt';

/** Every entry of a log of this size, in order. Only for a log that was verified: what does not decode throws. */
export async function readEntries(source: LogSource, size: number): Promise<SessionEntry[]> {
  const entries: SessionEntry[] = [];
  for await (const { entries: bundle } of readBundles(source, size))
    for (const entry of bundle) entries.push({ index: entries.length, leaf: decodeLeaf(entry) });
  return entries;
}

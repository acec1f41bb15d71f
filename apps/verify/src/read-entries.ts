import { decodeBundle, decodeLeaf, type LogSource, tilePath, tilesOfLevel } from '#ledger';
import type { SessionEntry } from '#receipt';

/** Every entry of a log of this size, in order. Only for a log that was verified: what does not decode throws. */
export async function readEntries(source: LogSource, size: number): Promise<SessionEntry[]> {
  const entries: SessionEntry[] = [];
  for (const name of tilesOfLevel('entries', size)) {
    const bytes = await source.read(tilePath(name));
    if (bytes === undefined) throw new Error(`${tilePath(name)} went away`);
    for (const entry of decodeBundle(bytes, name.width))
      entries.push({ index: entries.length, leaf: decodeLeaf(entry) });
  }
  return entries;
}

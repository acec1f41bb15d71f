import { commitmentOpens } from './commitment.js';
import { KeptOpenings } from './kept-openings.js';
import { decodeLeaf } from './leaf.js';
import type { LogSource } from './log-source.js';
import { readBundles } from './read-bundles.js';
import { TILE_WIDTH } from './tile-path.js';
import { failed } from './verify-report.js';

const FILE = 'openings.json';

/** Checks an `openings.json` against the leaves of a log that was verified; how many there are. Throws a finding of step `openings`. */
export async function checkOpenings(source: LogSource, size: number, text: string): Promise<number> {
  const { openings } = parse(text);
  const commitments = new Map<number, string | undefined>();
  const wanted = new Set(openings.map(({ index }) => index));
  for await (const { index, entries } of readBundles(source, size)) {
    for (const [i, entry] of entries.entries()) {
      const at = index * TILE_WIDTH + i;
      if (wanted.has(at)) commitments.set(at, decodeLeaf(entry).commitment);
    }
  }
  for (const opening of openings) {
    const { index: entry } = opening;
    if (commitmentOpens(commitments.get(entry), opening)) continue;
    throw failed('openings', 'opening-differs', `the details are not those of entry ${entry}`, { file: FILE, entry });
  }
  return openings.length;
}

function parse(text: string): KeptOpenings {
  try {
    return KeptOpenings.parse(JSON.parse(text));
  } catch {
    throw failed('openings', 'openings-malformed', `${FILE} is not of its form`, { file: FILE });
  }
}

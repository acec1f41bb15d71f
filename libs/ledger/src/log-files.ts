import { LedgerError } from './errors.js';
import { levelsOf, parseTilePath, tilePath, tilesOfLevel, TILE_WIDTH, type TileName } from './tile-path.js';
import { failed } from './verify-report.js';

/** Checks a listing against a size: every file of the log is there, and no other. Throws a finding of step `files`. */
export function checkFiles(files: readonly string[], size: number): void {
  const there = new Set(files);
  const wanted = new Set(logFiles(size));
  for (const file of wanted)
    if (!there.has(file)) throw failed('files', 'missing-file', `${file} is missing`, { file });
  const older = new Set(partialsBelow(files, size));
  for (const file of files) {
    if (!wanted.has(file) && !older.has(file))
      throw failed('files', 'unknown-file', `${file} does not belong to the log`, { file });
  }
}

/** Partial files of earlier sizes, which tlog-tiles lets a log keep. */
export function partialsBelow(files: readonly string[], size: number): string[] {
  return files.filter((file) => {
    const name = tileName(file);
    if (name === undefined || name.width === TILE_WIDTH) return false;
    const hashes = Math.floor(size / (name.level === 'entries' ? 1 : TILE_WIDTH ** name.level));
    return name.index * TILE_WIDTH + name.width < hashes;
  });
}

/** Every file that a log of this size must have. */
export function* logFiles(size: number): Generator<string> {
  yield 'checkpoint';
  yield 'log.vkey';
  const levels: (number | 'entries')[] = ['entries', ...Array.from({ length: levelsOf(size) }, (_, level) => level)];
  for (const level of levels) for (const tile of tilesOfLevel(level, size)) yield tilePath(tile);
}

function tileName(path: string): TileName | undefined {
  try {
    return parseTilePath(path);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

import { LedgerError } from './errors.js';

export const TILE_WIDTH = 256;

/** A resource of c2sp.org/tlog-tiles: `level` of hashes, or the entries themselves. `width` 256 is a full one. */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]`. */
export function tilePath({ level, index, width }: TileName): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const FORM = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;

/** Reads a path; only the one spelling that `tilePath` makes is taken. Throws `path-malformed`. */
export function parseTilePath(path: string): TileName {
  const match = FORM.exec(path);
  if (match) {
    const name: TileName = {
      level: match[1] === 'entries' ? 'entries' : Number(match[1]),
      index: Number(match[2]!.replace(/[x/]/g, '')),
      width: match[3] === undefined ? TILE_WIDTH : Number(match[3]),
    };
    const inBounds = name.width >= 1 && name.width <= TILE_WIDTH && (name.level === 'entries' || name.level <= 63);
    if (inBounds && Number.isSafeInteger(name.index) && tilePath(name) === path) return name;
  }
  throw new LedgerError('path-malformed', `${path} is not a tile path`);
}

/** Resources that a tree of `size` has at one level, the last perhaps partial. Levels count hashes of 256^level entries. */
export function tilesOfLevel(level: number | 'entries', size: number): TileName[] {
  const hashes = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
  const out: TileName[] = [];
  for (let index = 0; index * TILE_WIDTH < hashes; index++) {
    out.push({ level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) });
  }
  return out;
}

/** Levels with at least one hash. */
export function levelsOf(size: number): number {
  let levels = 0;
  for (let left = size; left > 0; left = Math.floor(left / TILE_WIDTH)) levels++;
  return levels;
}

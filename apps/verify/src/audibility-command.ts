import { type AudibilityHeader, readAudibility, recompute, type Recomputed } from '#audibility';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** What came out for a file of raw seconds. `sha256`: the hash it closes with. */
export interface AudibilityVerdict extends Recomputed {
  readonly name: string;
  readonly header: AudibilityHeader;
  readonly seconds: number;
  readonly sha256: string;
}

/** Throws when the file cannot be read, or is none. */
export async function audibilityCommand(path: string): Promise<AudibilityVerdict> {
  const file = readAudibility(await readFile(path, 'utf8'));
  const { header, seconds, sha256 } = file;
  return { name: basename(path), header, seconds: seconds.length, sha256, ...recompute(file) };
}

/** 0 all holds, 1 something does not. */
export const exitCodeOfAudibility = ({ intact, sameConstants, differing }: Recomputed): number =>
  intact && sameConstants && differing.length === 0 ? 0 : 1;

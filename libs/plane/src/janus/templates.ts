import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlaneError } from '../plane-error.js';
import { CONFIG_FILES, type ConfigTexts } from './render-janus-config.js';

/** The folder of a plane's templates, `place` below the checkout, searched upwards from a folder of the program. */
export function findTemplates(start: string, place: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, place);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new PlaneError('bad-settings', `No folder ${place} was found.`);
  }
}

export async function readTemplates(folder: string): Promise<ConfigTexts> {
  const texts = await Promise.all(CONFIG_FILES.map((file) => readFile(join(folder, file), 'utf8')));
  return Object.fromEntries(CONFIG_FILES.map((file, at) => [file, texts[at]])) as ConfigTexts;
}

import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const project = resolve(import.meta.dirname, '../../..');

/** Every audience's screens and the page that shows each screen and state. @returns their folder, the caller's to remove. */
export async function buildScreens(): Promise<string> {
  const built = await mkdtemp(join(tmpdir(), 'habeas-screens-'));
  const argv = ['apps/web/build.mjs', '--fixtures', `--out=${built}`];
  await promisify(execFile)(process.execPath, argv, { cwd: project });
  return built;
}

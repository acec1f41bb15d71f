import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS, weigh } from '../../../apps/web/weigh.mjs';

const project = resolve(import.meta.dirname, '../../..');
const audiences = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
let built: string;

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'habeas-weighed-'));
  await promisify(execFile)(process.execPath, ['apps/web/build.mjs', ...audiences, `--out=${built}`], { cwd: project });
});
afterAll(() => rm(built, { recursive: true, force: true }));

/** The built page, with a file of so many bytes that do not compress, which its own script imports. */
async function padded(audience: string, bytes: number): Promise<string> {
  const copy = join(built, `padded-${audience}`);
  await cp(join(built, 'web', audience), copy, { recursive: true });
  const script = (await readdir(join(copy, 'assets'))).find((file) => /^index-.*\.js$/.test(file));
  await appendFile(join(copy, 'assets', script ?? 'none'), ';import"./padding.js";');
  await writeFile(join(copy, 'assets/padding.js'), randomBytes(bytes));
  return copy;
}

test.each(audiences)('the page of the %s is within its limit; the same page with padding is not', async (audience) => {
  const weight = await weigh(join(built, 'web', audience));
  expect(weight).toBeGreaterThan(10);
  expect(weight).toBeLessThanOrEqual(LIMITS[audience]);
  const missing = LIMITS[audience] - weight;
  expect(await weigh(await padded(audience, Math.ceil(missing * 1000) + 100))).toBeGreaterThan(LIMITS[audience]);
});

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

const run = promisify(execFile);
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'habeas-link-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A checkout whose lock file asks for a package that is not there; `node_modules` leads elsewhere. */
async function checkout(): Promise<{ project: string; elsewhere: string }> {
  const [project, elsewhere] = [join(folder, 'project'), join(folder, 'elsewhere')];
  await mkdir(elsewhere, { recursive: true });
  await cp('apps/runner', join(project, 'apps/runner'), { recursive: true });
  const lock = { lockfileVersion: 3, packages: { '': {}, 'node_modules/not-there': { version: '1.0.0' } } };
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'x', type: 'module' }));
  await writeFile(join(project, 'package-lock.json'), JSON.stringify(lock));
  await writeFile(join(elsewhere, '.package-lock.json'), JSON.stringify({ packages: {} }));
  await writeFile(join(elsewhere, 'precious.txt'), 'of another checkout');
  await symlink(elsewhere, join(project, 'node_modules'));
  return { project, elsewhere };
}

it('npm ci never runs through a link: what it leads to stays, and the sentence says what to do', async () => {
  const { project, elsewhere } = await checkout();
  const script = `import { prepare } from './apps/runner/prepare.mjs'; await prepare().catch(({ message }) => { console.error(message); process.exit(1); });`;
  const refused = run(process.execPath, ['--input-type=module', '-e', script], { cwd: project });
  await expect(refused).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Remove the link') as string,
  });
  expect((await readdir(elsewhere)).toSorted()).toEqual(['.package-lock.json', 'precious.txt']);
});

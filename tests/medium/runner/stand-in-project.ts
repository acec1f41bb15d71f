import { copyFile, cp, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../booth-plane/bundle.js';

const STAND_INS = {
  'ledger-keeper/src/main.js': 'keeper.js',
  'facility/src/main.js': 'facility.js',
  'facility/src/seed.js': 'seed.js',
  'facility/src/reset-password.js': 'reset-password.js',
} as const;

/** A checkout, closed to other users (0700), with the real runner and planes and stand-ins for the rest. */
export async function standInProject(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'habeas-checkout-'));
  const apps = join(project, 'dist/apps');
  await bundle('apps/runner/src/main.ts', join(apps, 'runner/src/main.js'));
  for (const plane of ['booth-plane', 'hearing-plane']) {
    await bundle(`apps/${plane}/src/main.ts`, join(apps, `${plane}/src/main.js`));
  }
  for (const [target, source] of Object.entries(STAND_INS)) {
    await mkdir(join(apps, target, '..'), { recursive: true });
    await copyFile(join('tests/medium/runner/stand-ins', source), join(apps, target));
  }
  await copyFile('package.json', join(project, 'package.json'));
  await cp('deploy', join(project, 'deploy'), { recursive: true });
  await symlink(join(process.cwd(), 'node_modules'), join(project, 'node_modules'));
  return project;
}

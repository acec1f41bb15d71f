import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Compiled programs in a folder of their own, so that a test neither needs nor touches dist/. */
export interface Programs {
  readonly folder: string;
  readonly keeper: string;
  readonly logKey: string;
  readonly verify: string;
  readonly facility: string;
  readonly seed: string;
  remove(): void;
}

/** `apps`: those that are compiled; the others are not there. */
export function buildPrograms(apps = ['ledger-keeper', 'verify']): Programs {
  const root = resolve(import.meta.dirname, '../../..');
  const folder = mkdtempSync(join(tmpdir(), 'habeas-ledger-'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'libs/postgres'), { recursive: true });
  symlinkSync(join(root, 'libs/postgres/migrations'), join(folder, 'libs/postgres/migrations'));
  const config = join(folder, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, 'tsconfig.build.json'),
      compilerOptions: { rootDir: root, outDir: join(folder, 'dist'), typeRoots: [join(root, 'node_modules/@types')] },
      include: apps.map((app) => join(root, `apps/${app}/src/**/*.ts`)),
      exclude: [],
    }),
  );
  const result = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config], {
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`tsc: ${result.stdout}`);
  return {
    folder,
    keeper: join(folder, 'dist/apps/ledger-keeper/src/main.js'),
    logKey: join(folder, 'dist/apps/ledger-keeper/src/log-key-command.js'),
    verify: join(folder, 'dist/apps/verify/src/main.js'),
    facility: join(folder, 'dist/apps/facility/src/main.js'),
    seed: join(folder, 'dist/apps/facility/src/seed.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

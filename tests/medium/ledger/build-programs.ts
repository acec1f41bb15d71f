import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Compiled keeper and verifier in a folder of their own, so that a test neither needs nor touches dist/. */
export interface Programs {
  readonly folder: string;
  readonly keeper: string;
  readonly verify: string;
  remove(): void;
}

export function buildPrograms(): Programs {
  const root = resolve(import.meta.dirname, '../../..');
  const folder = mkdtempSync(join(tmpdir(), 'habeas-ledger-'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const config = join(folder, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, 'tsconfig.build.json'),
      compilerOptions: { rootDir: root, outDir: join(folder, 'dist'), typeRoots: [join(root, 'node_modules/@types')] },
      include: [join(root, 'apps/ledger-keeper/src/**/*.ts'), join(root, 'apps/verify/src/**/*.ts')],
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
    verify: join(folder, 'dist/apps/verify/src/main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

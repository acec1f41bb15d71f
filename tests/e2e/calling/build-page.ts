import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const common = {
  configFile: false as const,
  logLevel: 'error' as const,
  publicDir: false as const,
  resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
};

/** Bundles a page folder (index.html, main.ts) and the seal worker beside it into `outDir`. */
export async function buildPage(page: string, outDir: string): Promise<void> {
  await build({
    ...common,
    root: page,
    base: '/',
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false, minify: false },
  });
  await build({
    ...common,
    root: repository,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      minify: false,
      rolldownOptions: {
        input: join(repository, 'libs/calling/src/seal-worker/seal-worker.ts'),
        output: { format: 'iife', entryFileNames: 'seal-worker.js', codeSplitting: false },
      },
    },
  });
}

export const CALLING_PAGE = join(repository, 'tests/e2e/calling/page');

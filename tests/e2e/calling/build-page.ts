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

/** Workers beside the page, by the name of their file: the real one, and one whose receivers get a wrong key. */
const WORKERS = {
  'seal-worker.js': 'libs/calling/src/seal-worker/seal-worker.ts',
  'wrong-key-worker.js': 'tests/e2e/calling/page/wrong-key-worker.ts',
};

/** Bundles a page folder (index.html, main.ts) and the seal workers beside it into `outDir`. */
export async function buildPage(page: string, outDir: string): Promise<void> {
  await build({
    ...common,
    root: page,
    base: '/',
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false, minify: false },
  });
  for (const [entryFileNames, source] of Object.entries(WORKERS)) {
    await build({
      ...common,
      root: repository,
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2023',
        minify: false,
        rolldownOptions: {
          input: join(repository, source),
          output: { format: 'iife', entryFileNames, codeSplitting: false },
        },
      },
    });
  }
}

export const CALLING_PAGE = join(repository, 'tests/e2e/calling/page');

import { join } from 'node:path';
import { build } from 'vite';

/** Bundles one program of apps/ (TypeScript, with its libs) into one file that Node runs as it is. */
export async function bundle(entry: string, outFile: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: process.cwd(),
    resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] },
    ssr: { noExternal: true, resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] } },
    build: {
      ssr: entry,
      outDir: join(outFile, '..'),
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: outFile.split('/').at(-1) as string, format: 'es' } },
    },
  });
  return outFile;
}

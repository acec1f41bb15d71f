// Builds each audience as a bundle of its own into dist/web/<audience>/, the seal worker as one file beside it.
// `--fixtures` also builds the page that shows every screen and state, for tests and pictures, into dist/fixtures;
// `--out=FOLDER` builds there instead of into dist.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { fixtures: { type: 'boolean' }, out: { type: 'string' } },
});
const here = fileURLToPath(new URL('.', import.meta.url));
const repository = join(here, '..', '..');
const conditions = ['source', 'module', 'browser', 'import', 'default'];
/** Kilobytes of gzip that all scripts of an audience may weigh. */
const LIMITS = { kiosk: 80, attorney: 150 };
const WITH_SEAL = ['kiosk', 'attorney'];

/**
 * Two parts of zod stay out of the bundles (7 kB of gzip): its writer of JSON schemas, which no screen runs (whoever
 * does gets an exception), and its English sentences, which no screen shows.
 */
const lessOfZod = {
  name: 'less-of-zod',
  transform(code, id) {
    if (id.endsWith('zod/v4/locales/en.js')) {
      return { code: "export default () => ({ localeError: () => 'not of this form' });", map: null };
    }
    if (!/zod\/v4\/core\/(to-json-schema|json-schema-processors|json-schema-generator)\.js$/.test(id)) return null;
    const names = [...code.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
    const stubs = names.map(
      (name) => `export const ${name} = () => () => { throw new Error('no JSON schemas here'); };`,
    );
    return { code: stubs.join('\n'), map: null };
  },
};

const common = {
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions },
  plugins: [lessOfZod],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

function page(name, outDir) {
  return build({
    ...common,
    root: join(here, name),
    base: '/',
    publicDir: false,
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false, target: 'es2023' },
  });
}

function sealWorker(outDir) {
  const entry = join(repository, 'libs/calling/src/seal-worker/seal-worker.ts');
  if (!existsSync(entry)) return console.warn('seal worker: not written yet, left out');
  return build({
    ...common,
    root: repository,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', entryFileNames: 'seal-worker.js', codeSplitting: false },
      },
    },
  });
}

async function weigh(name, outDir) {
  const files = (await readdir(outDir, { recursive: true })).filter((file) => file.endsWith('.js'));
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(outDir, file))).length));
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  const limit = LIMITS[name];
  const over = limit && kilobytes > limit ? ', OVER ITS LIMIT' : '';
  console.log(`${name}: ${kilobytes.toFixed(1)} kB gzip${limit ? ` (at most ${limit}${over})` : ''}`);
}

const out = options.out ?? join(repository, 'dist');
for (const name of wanted.length ? wanted : ['desk', 'kiosk', 'attorney', 'oversight']) {
  const outDir = join(out, 'web', name);
  await page(name, outDir);
  if (WITH_SEAL.includes(name)) await sealWorker(outDir);
  await weigh(name, outDir);
}
if (options.fixtures) await page('fixtures', join(out, 'fixtures'));

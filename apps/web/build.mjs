// Builds each audience as a bundle of its own into dist/web/<audience>/, the seal worker as one file beside it.
// `--fixtures` also builds the page that shows every screen and state, for tests and pictures, into dist/fixtures;
// `--out=FOLDER` builds there instead of into dist.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { spokenPrompts } from './speech/prompts-plugin.mjs';
import { LIMITS, weigh } from './weigh.mjs';

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { fixtures: { type: 'boolean' }, out: { type: 'string' } },
});
// As it is served, whoever builds: a test runner says `test`, and everything would be larger.
process.env.NODE_ENV = 'production';
const here = fileURLToPath(new URL('.', import.meta.url));
const repository = join(here, '..', '..');
const conditions = ['source', 'module', 'browser', 'import', 'default'];
const WITH_SEAL = ['kiosk', 'attorney'];
const SPOKEN = ['kiosk', 'fixtures'];

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

/** What a page loads later is scripts without style sheets: nothing is to be fetched ahead of them. */
const plainImports = {
  name: 'plain-imports',
  transform: (_, id) =>
    id.includes('vite/preload-helper') ? { code: 'export const __vitePreload = (load) => load();', map: null } : null,
};

/** Our libraries do nothing when they are loaded: of an index only what is asked for comes along. */
const pureLibs = {
  name: 'pure-libs',
  transform: (_, id) => (/\/libs\/\w+\/src\//.test(id) ? { moduleSideEffects: false } : null),
};

const common = {
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions },
  plugins: [lessOfZod, plainImports, pureLibs],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

function page(name, outDir) {
  return build({
    ...common,
    plugins: [...common.plugins, ...(SPOKEN.includes(name) ? [spokenPrompts(outDir)] : [])],
    root: join(here, name),
    base: '/',
    publicDir: false,
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false, target: 'es2023' },
  });
}

/**
 * Oversight without a server: one file that opens from a folder, where browsers load no module scripts. Its policy lets
 * it run this one script and reach nothing, whatever is in it.
 */
async function offlinePage(outDir) {
  const root = join(here, 'offline');
  const [{ output }] = [
    await build({
      ...common,
      root,
      publicDir: false,
      build: {
        write: false,
        assetsInlineLimit: Number.MAX_SAFE_INTEGER,
        cssCodeSplit: false,
        target: 'es2023',
        rolldownOptions: {
          input: join(root, 'main.tsx'),
          output: { format: 'iife', entryFileNames: 'offline.js', codeSplitting: false },
        },
      },
    }),
  ].flat();
  const [script, style] = ['.js', '.css'].map((ending) => {
    const files = output.filter(({ fileName }) => fileName.endsWith(ending));
    if (files.length !== 1) throw new Error(`the page without a server has ${files.length} files ${ending}`);
    return String(files[0].code ?? files[0].source).replaceAll('</script', '<\\/script');
  });
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; font-src data:; img-src data:`;
  const parts = {
    POLICY: policy,
    '<style></style>': `<style>${style}</style>`,
    '<script></script>': `<script>${script}</script>`,
  };
  const html = await readFile(join(root, 'index.html'), 'utf8');
  const whole = html.replaceAll(/POLICY|<(style|script)><\/\1>/g, (name) => parts[name]);
  await writeFile(join(outDir, 'offline.html'), whole);
  console.log(`offline.html: ${(whole.length / 1000).toFixed(0)} kB, opens without a server`);
}

function sealWorker(outDir) {
  return build({
    ...common,
    root: repository,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: {
        input: join(repository, 'libs/calling/src/seal-worker/seal-worker.ts'),
        output: { format: 'iife', entryFileNames: 'seal-worker.js', codeSplitting: false },
      },
    },
  });
}

async function sayWeight(name, outDir) {
  const kilobytes = await weigh(outDir);
  const limit = LIMITS[name];
  const over = limit && kilobytes > limit ? ', OVER ITS LIMIT' : '';
  console.log(`${name}: ${kilobytes.toFixed(1)} kB gzip${limit ? ` (at most ${limit}${over})` : ''}`);
}

const out = options.out ?? join(repository, 'dist');
for (const name of wanted.length ? wanted : ['desk', 'kiosk', 'attorney', 'court', 'oversight']) {
  const outDir = join(out, 'web', name);
  await page(name, outDir);
  if (WITH_SEAL.includes(name)) await sealWorker(outDir);
  if (name === 'oversight') await offlinePage(outDir);
  await sayWeight(name, outDir);
}
if (options.fixtures) await page('fixtures', join(out, 'fixtures'));

// `npm run -s bench -- NAME [--json] [--quick] [options]`: runs tests/bench/NAME/NAME.bench.ts.
// A bench exports `run(options)` and answers { ok, table, json }; this prints one of the two and exits 1 when a bar is missed.
import { existsSync, readdirSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const [name, ...args] = process.argv.slice(2);
const file = `${here}${name}/${name}.bench.ts`;
if (!name || !existsSync(file)) {
  const names = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  console.error(`bench: name one of: ${names.map((entry) => entry.name).join(', ')}`);
  process.exit(2);
}
const libs = fileURLToPath(new URL('../../libs', import.meta.url));
const { module } = await runnerImport(file, {
  configFile: false,
  logLevel: 'error',
  // The runner takes what package.json calls "#name" for a package of others; these are sources.
  resolve: { alias: [{ find: /^#(.+)$/, replacement: `${libs}/$1/src/index.ts` }] },
});
const result = await module.run({ json: args.includes('--json'), quick: args.includes('--quick'), args });
const machine = { node: process.version, kernel: release(), cores: cpus().length, cpu: cpus()[0]?.model };
console.log(args.includes('--json') ? JSON.stringify({ bench: name, machine, ...result.json }) : result.table);
process.exit(result.ok ? 0 : 1);

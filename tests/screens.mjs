// `npm run -s screens [-- [--out=FOLDER] [WORD…]]`: a picture of every screen and state in three languages, with an
// index page. Only screens whose name contains every WORD, if there is one.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { prepare } from '../apps/runner/prepare.mjs';
import { testPackages } from './packages.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'screens' } },
});
const folder = resolve(values.out);
const conditions = ['source', 'import', 'module', 'default'];
await prepare({ packages: testPackages.filter(([name]) => name === 'chromium') });
const { module } = await runnerImport('./tests/e2e/screens/take-pictures.ts', {
  configFile: false,
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
});
const count = await module.takePictures(folder, positionals);
console.log(`${count} pictures: ${folder}/index.html`);

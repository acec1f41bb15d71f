// Runs inside a namespace: people of a hearing without browsers, ordered by lines of JSON (see generator.ts).
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(at('generator.ts'), {
  configFile: false,
  logLevel: 'error',
  resolve: { alias: [{ find: /^#(.+)$/, replacement: `${at('../../../libs')}/$1/src/index.ts` }] },
});
module.run(JSON.parse(process.argv[2]));

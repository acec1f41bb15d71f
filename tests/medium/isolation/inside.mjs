// Runs inside a namespace: peers that send and listen, ordered by lines of JSON (see peer-box.ts).
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(at('peers-inside.ts'), {
  configFile: false,
  logLevel: 'error',
  resolve: { alias: [{ find: /^#(.+)$/, replacement: `${at('../../../libs')}/$1/src/index.ts` }] },
});
module.run();

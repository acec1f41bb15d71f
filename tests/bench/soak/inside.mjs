// Runs inside the namespace of a Habeas: `inside.mjs WISH` (JSON, see peers.ts). Prints one line of JSON now and then.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(at('peers.ts'), {
  configFile: false,
  logLevel: 'error',
  resolve: { alias: [{ find: /^#(.+)$/, replacement: `${at('../../../libs')}/$1/src/index.ts` }] },
});
await module.run(JSON.parse(process.argv[2]));

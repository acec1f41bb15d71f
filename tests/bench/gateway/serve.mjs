// A process that is the hearing gateway and nothing else: `serve.mjs WISH` (JSON, see gateway-process.ts). Ends with its standard input.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(at('gateway-process.ts'), {
  configFile: false,
  logLevel: 'error',
  resolve: { alias: [{ find: /^#(.+)$/, replacement: `${at('../../../libs')}/$1/src/index.ts` }] },
});
await module.serve(JSON.parse(process.argv[2]));

// Starts the verifier: the built one where there is one, otherwise builds it first, and says so.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Node 20 calls Ed25519 in WebCrypto experimental, on every run; whoever reads a verdict should not have to wonder.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') process.stderr.write(`${warning.stack}\n`);
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = fileURLToPath(new URL('../../dist/apps/verify/src/main.js', import.meta.url));

if (!existsSync(built)) {
  process.stderr.write('The verifier is not built yet: building it once, this takes some seconds.\n');
  const config = fileURLToPath(new URL('./tsconfig.json', import.meta.url));
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  const result = spawnSync(process.execPath, [compiler, '-p', config], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    process.stderr.write('cannot check: the verifier could not be built (is `npm ci` done?)\n');
    process.exit(2);
  }
}

await import(built);

// `npm run -s backup|restore`: starts the built command, and says so where nothing is built yet.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [name] = process.argv.splice(2, 1);
const built = fileURLToPath(new URL(`../../dist/apps/runner/src/${name}.js`, import.meta.url));
if (existsSync(built)) await import(built);
else {
  process.stderr.write('Habeas is not built yet. Run npm start once, or npm ci && npm run -s build\n');
  process.exitCode = 1;
}

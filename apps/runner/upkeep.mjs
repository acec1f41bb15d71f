// `npm run -s backup|restore|log-key|router|line-end`: starts the built command, and says so where nothing is built yet.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROGRAMS = {
  backup: 'runner/src/backup.js',
  restore: 'runner/src/restore.js',
  'log-key': 'ledger-keeper/src/log-key-command.js',
  router: 'link-agent/src/router-main.js',
  'line-end': 'line-end/src/main.js',
};
const [name] = process.argv.splice(2, 1);
const built = fileURLToPath(new URL(`../../dist/apps/${PROGRAMS[name]}`, import.meta.url));
if (existsSync(built)) await import(built);
else {
  process.stderr.write('Habeas is not built yet. Run npm start once, or npm ci && npm run -s build\n');
  process.exitCode = 1;
}

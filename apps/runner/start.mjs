// `npm start`: from a bare checkout to a running Habeas. Plain JavaScript without dependencies, because it runs
// before `npm ci`.
import { join } from 'node:path';
import { prepare, project } from './prepare.mjs';
import { packagesFor } from './debian.mjs';

try {
  await prepare({ packages: packagesFor(process.argv.slice(2), process.env) });
  // The same process goes on as the runner, so that signals and the exit status are its own.
  await import(join(project, 'dist/apps/runner/src/main.js'));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

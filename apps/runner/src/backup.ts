import { resolve } from 'node:path';
import { makeBackup } from './backup/make-backup.js';
import { shownSettings } from './backup/shown-settings.js';
import { startDatabase } from './backup/start-database.js';
import { composeSite } from './compose.js';
import { readConfig } from './config.js';
import type { PartSite } from './parts.js';
import { runProgram } from './run-program.js';
import { print, whereItRuns, withHouse } from './with-house.js';

const USAGE = `usage: npm run -s backup -- FILE|FOLDER

  FILE     a new file; FOLDER: a name with the time in it is chosen
Habeas may run meanwhile. HABEAS_DATA names the data folder (default ./data).
Not in it: keys. docs/backup.md says what that means.`;

await runProgram(USAGE, 1, async ([target], stopping) => {
  const project = resolve(import.meta.dirname, '../../../..');
  const config = readConfig(process.env, process.cwd());
  const make = async (site: PartSite): Promise<void> => {
    const { file, manifest } = await makeBackup(site, resolve(target as string), shownSettings(process.env));
    print(`${file}: the database and ${manifest.size} entries of the ledger, which verify`);
  };
  const running = await whereItRuns(config.data);
  if (running !== undefined) return make(await composeSite(config, project, running.metricsPort, running.run));
  await withHouse(config, project, stopping, async ({ house, site }) => {
    await startDatabase(house, site, stopping);
    await make(site);
  });
});

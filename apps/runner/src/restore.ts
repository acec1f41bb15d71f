import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { keepNewerLedger } from './backup/keep-newer-ledger.js';
import { restoreDatabase, type TakenUp, swapCluster } from './backup/restore-database.js';
import { unpackBackup } from './backup/unpack-backup.js';
import { noteUpkeep } from './backup/upkeep-notes.js';
import { readConfig, type RunnerConfig } from './config.js';
import { RunnerError } from './runner-error.js';
import { runProgram } from './run-program.js';
import { print, whereItRuns, withHouse } from './with-house.js';

const USAGE = `usage: npm run -s restore -- [--try] FILE

  FILE     what npm run -s backup wrote
  --try    restores it into a folder of its own, checks it and throws it away; Habeas may run
Without --try Habeas must be stopped. HABEAS_DATA names the data folder (default ./data).
The ledger that is there stays: it is never put back to an earlier day. docs/backup.md has the rest.`;

const project = resolve(import.meta.dirname, '../../../..');

async function restore(file: string, config: RunnerConfig, stopping: AbortSignal): Promise<void> {
  if ((await whereItRuns(config.data)) !== undefined) {
    const how = 'Stop it first: Ctrl-C, or systemctl stop habeas.target';
    throw new RunnerError('still-running', `Habeas runs on this data folder. ${how}`);
  }
  await withHouse(config, project, stopping, async ({ house, site, phases }) => {
    const { data } = site.places;
    const unpacked = await phases.do('unpacking, checking', () => unpackBackup(file, data, project));
    try {
      const { manifest, folder } = unpacked;
      if (manifest.origin !== config.origin) {
        throw new RunnerError('bad-backup', `The backup is of ${manifest.origin}, this is ${config.origin}.`);
      }
      const ledger = await keepNewerLedger(site, join(folder, 'ledger'));
      // It recovers the ledger, and refuses one that its key has signed beyond: before anything else is changed.
      await phases.do('ledger keeper', () => house.start('ledger-keeper'));
      const taken = await phases.do('database', () => restoreDatabase(site, unpacked, stopping));
      const former = await swapCluster(data, folder);
      await noteUpkeep(site, 'restore', { at: new Date().toISOString(), from: manifest.at, unknown: taken.unknown });
      print('');
      print(`The database is as it was at ${manifest.at}. The ledger (${ledger}) has ${taken.size} entries.`);
      print(`${taken.unknown} entries tell of what happened after that and is not in the database any more.`);
      print(`Erased again: ${taken.erasedAgain} that had been erased since, ${taken.due} whose time has come.`);
      print('Everybody signs in anew; unused slips are printed anew; the desk looks through the coming days.');
      for (const line of toDoAgain(taken.again)) print(line);
      if (former !== undefined) print(`The former database is in ${former}: remove it when you are sure.`);
    } finally {
      await rm(unpacked.folder, { recursive: true, force: true });
    }
  });
}

/** The same on a folder of its own, without the keeper, whose key no backup has. */
async function tryOut(file: string, config: RunnerConfig, stopping: AbortSignal): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'habeas-try-'));
  try {
    await withHouse({ ...config, data }, project, stopping, async ({ site, phases }) => {
      const unpacked = await phases.do('unpacking, checking', () => unpackBackup(file, data, project));
      await keepNewerLedger(site, join(unpacked.folder, 'ledger'));
      const taken = await phases.do('database', () => restoreDatabase(site, unpacked, stopping));
      const real = { ...site, places: { ...site.places, data: config.data } };
      await noteUpkeep(real, 'restore-test', { at: new Date().toISOString(), from: unpacked.manifest.at });
      print(`${file} can be restored: database and ${taken.size} entries of the ledger fit together.`);
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

await runProgram(USAGE, 1, async (words, stopping) => {
  const file = words.find((word) => !word.startsWith('--')) ?? '';
  const config = readConfig(process.env, process.cwd());
  await (words.includes('--try') ? tryOut : restore)(resolve(file), config, stopping);
});

/** The ledger knows how many, not whose: what is undone must be done again by a person. */
function toDoAgain({ passwords, deactivated, kiosks }: TakenUp['again']): string[] {
  return [
    ...(passwords > 0
      ? [`${passwords} passwords were set since the backup; the former ones are back: reset them.`]
      : []),
    ...(deactivated > 0 ? [`${deactivated} accounts were taken out of use since and are back: do it again.`] : []),
    ...(kiosks > 0 ? [`${kiosks} kiosks were enrolled since: every kiosk is enrolled anew.`] : []),
  ];
}

import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { postgresClient, type PartSite } from '../parts.js';
import { RunnerError } from '../runner-error.js';
import { copyLedger, headOf } from './ledger-folder.js';
import { hashOf, type Manifest } from './manifest.js';
import { plainRun, requireVerified } from './plain-run.js';
import { pour } from './pour.js';
import { syncFolder } from './sync-folder.js';
import { noteUpkeep } from './upkeep-notes.js';

export const DATABASE = 'database.dump';

/**
 * Writes one file (tar, mode 0600) that has the database, the ledger and the settings as they were at one moment; the ledger
 * is copied after the database, so it knows at least as much. Not in it: keys (of the log, of details), the facility's secret,
 * the queue. @returns the file: `target`, or a name with the time in it when `target` is a folder.
 */
export async function makeBackup(
  site: PartSite,
  target: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ file: string; manifest: Manifest }> {
  const at = new Date().toISOString();
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  const file = isFolder ? join(target, `habeas-${at.slice(0, 19).replaceAll(':', '')}Z.tar`) : target;
  if (existsSync(file)) throw new RunnerError('bad-settings', `${file} is there already; nothing was written.`);
  const work = await mkdtemp(join(dirname(file), '.habeas-backup-'));
  try {
    const dump = postgresClient(site, ['pg_dump', '--format=custom', '--no-owner', '--no-privileges']);
    await pour(dump, 'The dump of the database', { to: join(work, DATABASE) });
    const ledger = join(work, 'ledger');
    await mkdir(ledger);
    await copyLedger(join(site.places.data, 'ledger'), ledger);
    await requireVerified(site.places.project, ledger, 'The copy of the ledger');
    const head = await headOf(ledger);
    if (head === undefined) throw new RunnerError('bad-backup', 'There is no ledger yet.');
    const { version } = JSON.parse(await readFile(join(site.places.project, 'package.json'), 'utf8')) as {
      version: string;
    };
    const manifest: Manifest = {
      backup: 1,
      at,
      habeas: version,
      origin: site.config.origin,
      ...head,
      database: await hashOf(join(work, DATABASE)),
    };
    await writeFile(join(work, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 });
    await writeFile(join(work, 'settings.json'), JSON.stringify(settings, null, 2), { mode: 0o600 });
    const whole = join(work, 'whole.tar');
    const names = ['manifest.json', 'settings.json', DATABASE, 'ledger'];
    const anonymous = ['--owner=0', '--group=0', '--numeric-owner'];
    await plainRun(['tar', '--create', '--file', whole, '--directory', work, ...anonymous, ...names], 'The packing');
    await keep(whole, file);
    await noteUpkeep(site, 'backup', { at, bytes: (await stat(file)).size, entries: head.size });
    return { file, manifest };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The file and its name are on disk when this resolves. */
async function keep(whole: string, file: string): Promise<void> {
  const packed = await open(whole, 'r+');
  await packed.chmod(0o600);
  await packed.sync().finally(() => packed.close());
  await rename(whole, file);
  await syncFolder(dirname(file));
}

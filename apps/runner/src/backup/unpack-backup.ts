import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunnerError } from '../runner-error.js';
import { headOf } from './ledger-folder.js';
import { DATABASE } from './make-backup.js';
import { hashOf, Manifest } from './manifest.js';
import { plainRun, requireVerified } from './plain-run.js';

export interface Unpacked {
  /** Whoever calls removes it. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Unpacks a backup below `parent` and checks all of it. @throws RunnerError `bad-backup`. */
export async function unpackBackup(file: string, parent: string, project: string): Promise<Unpacked> {
  const folder = await mkdtemp(join(parent, 'restore-'));
  await chmod(folder, 0o700);
  const owner = ['--no-same-owner', '--no-same-permissions'];
  await plainRun(['tar', '--extract', '--file', file, '--directory', folder, ...owner], 'The unpacking');
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => '');
  const read = Manifest.safeParse(text && JSON.parse(text));
  if (!read.success) throw new RunnerError('bad-backup', `${file} is not a backup of Habeas.`);
  const manifest = read.data;
  if ((await hashOf(join(folder, DATABASE))) !== manifest.database) {
    throw new RunnerError('bad-backup', `The database in ${file} is damaged.`);
  }
  const ledger = join(folder, 'ledger');
  await requireVerified(project, ledger, `The ledger in ${file}`);
  const head = await headOf(ledger);
  if (head?.size !== manifest.size || head.root !== manifest.root) {
    throw new RunnerError('bad-backup', `The ledger in ${file} is not the one its list names.`);
  }
  return { folder, manifest };
}

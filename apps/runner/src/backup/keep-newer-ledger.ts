import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartSite } from '../parts.js';
import { RunnerError } from '../runner-error.js';
import { headOf, rootOf } from './ledger-folder.js';
import { plainRun } from './plain-run.js';
import { syncFolder } from './sync-folder.js';

/**
 * The ledger is never put back: if the one that is there goes on from the backup's, it stays. Only where none is, or a shorter
 * one, the backup's takes its place; whether it may be signed on is the keeper's to say. @throws RunnerError `other-ledger`.
 */
export async function keepNewerLedger(site: PartSite, backup: string): Promise<'kept' | 'from the backup'> {
  const live = join(site.places.data, 'ledger');
  const theirs = await headOf(backup);
  const ours = await headOf(live);
  if (theirs === undefined) throw new RunnerError('bad-backup', 'There is no ledger in the backup.');
  if (ours !== undefined) {
    const [longer, shorter] = ours.size >= theirs.size ? [live, theirs] : [backup, ours];
    if ((await rootOf(longer, shorter.size)) !== shorter.root) {
      throw new RunnerError(
        'other-ledger',
        `The ledger in ${live} and that of the backup are not one: neither goes on from the other. Nothing was changed.`,
      );
    }
    if (longer === live) return 'kept';
  }
  if (existsSync(live)) await rename(live, `${live}.before-restore-${Date.now()}`);
  await plainRun(['cp', '--archive', backup, live], 'The copying of the ledger');
  const keeper = site.owners?.get('habeas-keeper');
  const facility = site.owners?.get('habeas-facility');
  if (keeper !== undefined && facility !== undefined) {
    await plainRun(['chown', '--recursive', `${keeper.uid}:${facility.gid}`, live], 'The ledger');
  }
  await plainRun(['chmod', '--recursive', 'u=rwX,go=rX', live], 'The ledger');
  await plainRun(['sync', '--file-system', live], 'The ledger');
  await syncFolder(site.places.data);
  return 'from the backup';
}

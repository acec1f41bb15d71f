import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { House } from '../house.js';
import { facilityLaunch, postgresClient, type PartSite } from '../parts.js';
import { runOnce } from '../run-once.js';
import { lastJson } from '../seeded.js';
import { z } from 'zod';
import { DATABASE } from './make-backup.js';
import { pour } from './pour.js';
import { startDatabase } from './start-database.js';
import { syncFolder } from './sync-folder.js';
import type { Unpacked } from './unpack-backup.js';

/** What after-restore.js says. */
export const TakenUp = z.object({
  unknown: z.number(),
  erasedAgain: z.number(),
  again: z.object({ passwords: z.number(), deactivated: z.number(), kiosks: z.number() }),
  due: z.number(),
  size: z.number(),
});
export type TakenUp = z.infer<typeof TakenUp>;

/**
 * Makes a new cluster in the unpacked backup's folder, fills it, and has the facility fit it to the ledger and erase again what
 * was erased. The former database is not touched. PostgreSQL must not run in `site`.
 */
export async function restoreDatabase(
  site: PartSite,
  { folder, manifest }: Unpacked,
  stopping: AbortSignal,
): Promise<TakenUp> {
  const aside: PartSite = { ...site, places: { ...site.places, data: folder } };
  const place = join(folder, 'postgres');
  await mkdir(place, { recursive: true });
  await mkdir(join(folder, 'log'), { recursive: true });
  const owner = site.owners?.get('habeas-postgres');
  if (owner !== undefined) await chown(place, owner.uid, owner.gid);
  await chmod(place, 0o700);
  const house = new House(aside, () => undefined, stopping);
  try {
    await startDatabase(house, aside, stopping);
    const options = ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction'];
    await pour(postgresClient(aside, ['pg_restore', ...options]), 'The database', { from: join(folder, DATABASE) });
    const taken = facilityLaunch(site, ['after-restore.js', String(manifest.size)]);
    return TakenUp.parse(lastJson(await runOnce(taken, 'The fitting of the database', stopping)));
  } finally {
    await house.stop();
  }
}

/**
 * The new cluster takes the place of the former one, which stays beside it until the next restore or until somebody removes
 * it. A power cut between the two renames leaves no cluster, and make-cluster.sh then refuses to make an empty one.
 */
export async function swapCluster(data: string, folder: string): Promise<string | undefined> {
  const live = join(data, 'postgres/cluster');
  const former = join(data, 'postgres/cluster.before-restore');
  const had = existsSync(live);
  if (had) {
    await rm(former, { recursive: true, force: true });
    await rename(live, former);
  }
  await rename(join(folder, 'postgres/cluster'), live);
  await syncFolder(join(data, 'postgres'));
  return had ? former : undefined;
}

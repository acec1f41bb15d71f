import type { House } from '../house.js';
import { postgresClient, type PartSite } from '../parts.js';
import { runOnce } from '../run-once.js';

/** Starts the database of `house` and waits until it takes queries: its socket is there before. */
export async function startDatabase(house: House, site: PartSite, stopping: AbortSignal): Promise<void> {
  await house.makeCluster();
  await house.start('postgres');
  const asked = postgresClient(site, ['pg_isready', '--quiet']);
  await house.until(() =>
    runOnce(asked, 'The database', stopping).then(
      () => true,
      () => false,
    ),
  );
}

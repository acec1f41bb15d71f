import { chown, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartSite } from '../parts.js';

/** What was done last, for the status page: `DATA/facility/upkeep/NAME.json`, which no restore rolls back. */
export async function noteUpkeep(
  { owners, places }: PartSite,
  name: 'backup' | 'restore' | 'restore-test',
  facts: Readonly<Record<string, string | number>>,
): Promise<void> {
  const owner = owners?.get('habeas-facility');
  const folder = join(places.data, 'facility/upkeep');
  const file = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.part`, JSON.stringify(facts), { mode: 0o600, flush: true });
  if (owner !== undefined) for (const path of [folder, `${file}.part`]) await chown(path, owner.uid, owner.gid);
  await rename(`${file}.part`, file);
}

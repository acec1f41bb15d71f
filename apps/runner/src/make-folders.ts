import { chmod, chown, copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderPlan, type Places } from './places.js';
import type { Owner } from '#confine';

const MIGRATIONS = 'libs/postgres/migrations';

/**
 * Makes the folders, with their owners when there are any (root). What programs read beside `dist` is staged in
 * `RUN/program`: in a checkout it may be closed to others.
 */
export async function makeFolders(places: Places, owners: ReadonlyMap<string, Owner> | undefined): Promise<void> {
  for (const { path, owner, group, mode } of folderPlan(places)) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (owners !== undefined) {
      const uid = owner === undefined ? 0 : (owners.get(owner) as Owner).uid;
      const gid = group === undefined ? 0 : (owners.get(group) as Owner).gid;
      await chown(path, uid, gid);
    }
    await chmod(path, owners === undefined ? mode & 0o777 : mode);
  }
  for (const file of ['package.json', ...(await migrations(places.project))]) {
    const staged = join(places.run, 'program', file);
    await copyFile(join(places.project, file), staged);
    await chmod(staged, 0o644);
  }
}

async function migrations(project: string): Promise<string[]> {
  const names = await readdir(join(project, MIGRATIONS)).catch(() => []);
  return names.map((name) => join(MIGRATIONS, name));
}

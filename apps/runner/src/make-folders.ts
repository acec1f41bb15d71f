import { chmod, chown, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderPlan, type Places } from './places.js';
import type { Owner } from './system-users.js';

/** Makes the folders, with their owners when there are any (root). `package.json` is staged: ours may be closed to others. */
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
  const staged = join(places.run, 'program/package.json');
  await copyFile(join(places.project, 'package.json'), staged);
  await chmod(staged, 0o644);
}

import { chmod, chown, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JanusModules } from './find-janus.js';
import type { PlanePaths } from './plane-paths.js';
import { CONFIG_FILES, type ConfigTexts } from './render-janus-config.js';
import type { Owner } from '#confine';

export interface Ownership {
  readonly plane: Owner;
  /** Group of the facility: may enter the socket folders and read contact.json. */
  readonly facilityGroup: number;
}

/**
 * Makes everything below the plane's folder anew, so that nothing of an earlier start is left: socket folders 2750 for
 * plane and facility, configuration 0640 readable to the plane alone, links to just the two modules.
 */
export async function prepareFolders(
  paths: PlanePaths,
  config: ConfigTexts,
  modules: JanusModules,
  ownership: Ownership | undefined,
): Promise<void> {
  await mkdir(paths.root, { recursive: true, mode: 0o711 });
  await removeFolders(paths);
  await folder(paths.config, 0o750, ownership && { uid: 0, gid: ownership.plane.gid });
  for (const name of CONFIG_FILES) {
    const file = join(paths.config, name);
    await writeFile(file, config[name], { mode: 0o600 });
    if (ownership !== undefined) await chown(file, 0, ownership.plane.gid);
    await chmod(file, 0o640);
  }
  await folder(join(paths.root, 'modules'), 0o755);
  for (const path of [paths.plugins, paths.transports, paths.events, paths.loggers]) await folder(path, 0o755);
  await symlink(modules.videoroom, join(paths.plugins, 'libjanus_videoroom.so'));
  await symlink(modules.websockets, join(paths.transports, 'libjanus_websockets.so'));
  const shared = ownership && { uid: ownership.plane.uid, gid: ownership.facilityGroup };
  await folder(paths.api, 0o2750, shared);
  await folder(paths.admin, 0o2750, shared);
}

/** Takes away all that `prepareFolders` made, but for the folder itself. */
export async function removeFolders(paths: PlanePaths): Promise<void> {
  for (const folder of [paths.config, join(paths.root, 'modules'), paths.api, paths.admin]) {
    await rm(folder, { recursive: true, force: true });
  }
}

async function folder(path: string, mode: number, owner?: Owner): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (owner !== undefined) await chown(path, owner.uid, owner.gid);
  await chmod(path, mode);
}

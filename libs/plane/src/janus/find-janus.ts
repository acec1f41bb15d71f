import { access, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { PlaneError } from '../plane-error.js';

/** Where Debian put Janus. `libraries` is `/usr/lib/<triple>`; the modules are real files below it. */
export interface JanusModules {
  readonly libraries: string;
  readonly videoroom: string;
  readonly websockets: string;
}

/** @throws PlaneError `janus-missing`. */
export async function findJanusModules(): Promise<JanusModules> {
  for (const name of await readdir('/usr/lib')) {
    const libraries = join('/usr/lib', name);
    try {
      const videoroom = await realpath(join(libraries, 'janus/plugins/libjanus_videoroom.so'));
      const websockets = await realpath(join(libraries, 'janus/transports/libjanus_websockets.so'));
      await access('/usr/bin/janus');
      return { libraries, videoroom, websockets };
    } catch {
      // not this folder
    }
  }
  throw new PlaneError('janus-missing', 'Janus is not installed. On Debian: apt-get install janus');
}

/** From what `janus --help` prints, e.g. `Janus version: 1102 (1.1.2)`. */
export function parseVersion(printed: string): string | undefined {
  return /^Janus version: \d+ \((\d+\.\d+\.\d+)\)/m.exec(printed)?.[1];
}

/** Older than 1.4.1, the version in which memory safety was mended. */
export function isOutdated(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1_000_000 + minor * 1000 + patch < 1_004_001;
}

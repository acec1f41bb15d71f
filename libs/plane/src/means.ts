import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { SealLayer } from '#protocol';
import { ALWAYS } from './measure/judge-plane.js';

/** What this machine, and the rights we run with, allow. */
export interface Means {
  readonly root: boolean;
  readonly cage: 'as-root' | 'user-namespace' | 'none';
  readonly nftables: boolean;
}

/** Those of the plane's `layers` that the launcher puts in place with these means, and therefore must find on the running process. */
export function promisedLayers(layers: readonly SealLayer[], means: Means): SealLayer[] {
  const placed = [...ALWAYS];
  if (means.root) placed.push('own-user', 'no-capabilities');
  if (means.cage !== 'none') placed.push('seccomp', 'read-only-root');
  if (means.nftables) placed.push('no-way-out');
  return layers.filter((layer) => placed.includes(layer));
}

/** Tries bwrap the way it will be used. */
export async function probeCage(root: boolean): Promise<Means['cage']> {
  if (!existsSync('/usr/bin/bwrap')) return 'none';
  const base = ['--ro-bind', '/', '/', '--unshare-pid', '--proc', '/proc', '--', '/usr/bin/setpriv', '--version'];
  if (root) return (await succeeds(base)) ? 'as-root' : 'none';
  return (await succeeds(['--unshare-user', ...base])) ? 'user-namespace' : 'none';
}

function succeeds(args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('/usr/bin/bwrap', args, { timeout: 10_000 }, (error) => resolve(error === null));
  });
}

import { dirname } from 'node:path';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Bind {
  readonly from: string;
  readonly to: string;
  readonly writable: boolean;
}

/** The room a part of Habeas gets: what it sees beside a read-only system, and as whom it runs. */
export interface Confinement {
  readonly owner: Owner;
  readonly binds: readonly Bind[];
  /** False: no network at all; the part speaks over Unix sockets only. */
  readonly network: boolean;
  /** The one right it keeps: ports below 1024. */
  readonly lowPorts?: boolean;
}

/** Of /etc, only what programs need to find names, time and libraries. */
const SYSTEM_FILES = [
  ['passwd', 'group', 'nsswitch.conf', 'hosts', 'resolv.conf', 'localtime', 'timezone', 'ld.so.cache', 'ssl'],
  ['locale.alias', 'alternatives'],
].flat();
const ROOT_LINKS = ['bin', 'sbin', 'lib', 'lib64'];

/**
 * `command` inside bwrap and setpriv, as root starts it: its own user, no capability, read-only system, own process
 * ids (all die with the runner), nothing of the machine's files but `binds`. Folders above a bind are made 0755
 * inside, so a checkout or data folder in a place closed to others works.
 */
export function confine(command: readonly string[], { owner, binds, network, lowPorts }: Confinement): string[] {
  const kept = lowPorts === true ? ',+net_bind_service' : '';
  return [
    '/usr/bin/bwrap',
    ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    network ? [] : ['--unshare-net'],
    ['--die-with-parent', '--new-session'],
    ['--dir', '/etc', '--ro-bind', '/usr', '/usr'],
    ROOT_LINKS.flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    SYSTEM_FILES.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    [
      '--proc',
      '/proc',
      '--dev',
      '/dev',
      '--perms',
      '1777',
      '--tmpfs',
      '/dev/shm',
      '--perms',
      '1777',
      '--tmpfs',
      '/tmp',
    ],
    foldersAbove(binds.map((bind) => bind.to)),
    binds.flatMap((bind) => [bind.writable ? '--bind' : '--ro-bind', bind.from, bind.to]),
    ['--remount-ro', '/', '--chdir', '/', '--'],
    ['/usr/bin/setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'],
    [`--inh-caps=-all${kept}`, `--ambient-caps=-all${kept}`, `--bounding-set=-all${kept}`, '--no-new-privs', '--'],
    command,
  ].flat();
}

/** Without root: as the calling user, ended with the runner; no other layer is to be had. */
export function unconfined(command: readonly string[]): string[] {
  return ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--no-new-privs', '--', ...command];
}

function foldersAbove(targets: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const target of targets) {
    for (let at = dirname(target); at !== '/'; at = dirname(at)) if (!SYSTEM.test(at)) folders.add(at);
  }
  return [...folders].sort().flatMap((folder) => ['--dir', folder]);
}

const SYSTEM = /^\/(usr|etc|proc|dev|tmp)(\/|$)/;

import { dirname } from 'node:path';
import type { PlanePaths } from './janus/plane-paths.js';

export interface CagePlan {
  readonly paths: PlanePaths;
  /** `/usr/lib/<triple>`, and the two modules below its `janus` folder (real files, not links). */
  readonly libraries: string;
  readonly modules: readonly string[];
  /** File of /etc that OpenSSL and the loader read, as far as they exist. */
  readonly readable: readonly string[];
  /** Symbolic links of the root (`/lib` → `usr/lib` …) and the target of each. */
  readonly rootLinks: readonly (readonly [target: string, link: string])[];
  readonly userNamespace: boolean;
}

/**
 * Arguments of bwrap: an empty read-only root with the libraries, three programs, the configuration (read-only) and
 * the two socket folders (the only places where a name may appear). Every other Janus module is hidden.
 * The network is shared on purpose: media flow there, and nftables guards it. Seccomp is read from `seccompFd`.
 */
export function cageArguments(plan: CagePlan, seccompFd: number, command: readonly string[]): string[] {
  const { paths } = plan;
  return [
    plan.userNamespace ? ['--unshare-user'] : [],
    ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ['--die-with-parent', '--new-session', '--clearenv'],
    Object.entries(JANUS_ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value]),
    parentsOf([plan.libraries, ...PROGRAMS, ...plan.readable, paths.config]),
    ['--ro-bind', plan.libraries, plan.libraries],
    ['--tmpfs', `${plan.libraries}/janus`],
    parentsOf(plan.modules, `${plan.libraries}/janus`),
    plan.modules.flatMap((file) => ['--ro-bind', file, file]),
    ['--remount-ro', `${plan.libraries}/janus`],
    PROGRAMS.flatMap((file) => ['--ro-bind', file, file]),
    plan.rootLinks.flatMap(([target, link]) => ['--symlink', target, link]),
    plan.readable.flatMap((file) => ['--ro-bind', file, file]),
    ['--proc', '/proc', '--dev', '/dev'],
    ['--ro-bind', paths.config, paths.config],
    ['--ro-bind', `${paths.root}/modules`, `${paths.root}/modules`],
    ['--bind', paths.api, paths.api, '--bind', paths.admin, paths.admin],
    ['--remount-ro', '/dev', '--remount-ro', '/'],
    ['--chdir', '/', '--seccomp', String(seccompFd), '--', ...command],
  ].flat();
}

/** `--dir` for every folder above the files: bwrap would make them 0700, which keeps the plane's user out. */
function parentsOf(files: readonly string[], below = '/'): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let at = dirname(file); at !== below && at !== '/'; at = dirname(at)) folders.add(at);
  }
  return [...folders].sort().flatMap((folder) => ['--dir', folder]);
}

/**
 * One arena of glibc's allocator: what one thread took and another gave back is used again. With one for each thread, as by
 * default, the memory of devices that come and go is scattered over sixteen of them and grows for hours. What is given back
 * is overwritten at once (mallopt(3), `M_PERTURB`): keys and packets of a session that is over do not stay in memory, and the
 * size of the heap is seen from the first sessions on.
 */
export const JANUS_ENVIRONMENT = { LANG: 'C.UTF-8', MALLOC_ARENA_MAX: '1', MALLOC_PERTURB_: '90' };

export const PROGRAMS = ['/usr/bin/janus', '/usr/bin/prlimit', '/usr/bin/setpriv'] as const;

/**
 * The prefix that takes rights away before Janus: no file byte, no core, own user, no capability, no way to gain any.
 * Without root there is no other user to become and no bounding set to empty.
 */
export function lowerRights(owner: { uid: number; gid: number } | undefined): string[] {
  const limits = ['/usr/bin/prlimit', '--fsize=0:0', '--core=0:0', '--'];
  if (owner === undefined) return [...limits, '/usr/bin/setpriv', '--no-new-privs', '--'];
  return [
    limits,
    '/usr/bin/setpriv',
    [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'],
    ['--inh-caps=-all', '--ambient-caps=-all', '--bounding-set=-all', '--no-new-privs', '--'],
  ].flat();
}

export function janusCommand(paths: PlanePaths): string[] {
  return ['/usr/bin/janus', '--configs-folder', paths.config, '--config', `${paths.config}/janus.jcfg`];
}

// What Habeas needs of Debian, and how to get it without letting any service start. No dependencies.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** [package, file that shows it is there] */
export const NEEDED = [
  ['janus', '/usr/bin/janus'],
  ['redis-server', '/usr/bin/redis-server'],
  ['postgresql', undefined],
  ['bubblewrap', '/usr/bin/bwrap'],
  ['nftables', '/usr/sbin/nft'],
  ['util-linux', '/usr/bin/setpriv'],
  ['passwd', '/usr/sbin/useradd'],
];

/** Names of Debian packages whose programs are not here. Without root bubblewrap, nftables and passwd are optional. */
export function missingPackages(needed = NEEDED, root = process.getuid() === 0, exists = existsSync) {
  const optional = root ? [] : ['bubblewrap', 'nftables', 'passwd'];
  return needed
    .filter(([name, file]) => !optional.includes(name) && !(file === undefined ? hasPostgres(exists) : exists(file)))
    .map(([name]) => name);
}

function hasPostgres(exists) {
  const root = '/usr/lib/postgresql';
  return exists(root) && readdirSync(root).some((version) => exists(`${root}/${version}/bin/postgres`));
}

/**
 * Installs packages with every service kept from starting: invoke-rc.d asks policy-rc.d, and Debian's PostgreSQL
 * makes no cluster of its own. What was changed for that is put back, whatever happens.
 */
export async function installPackages(names, run) {
  const undo = [holdServices(), holdClusters()];
  try {
    const install = () =>
      run('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '--no-install-recommends', ...names]);
    // The lists may be old or absent: refreshed only when the first try says so.
    await install().catch(async () => {
      await run('apt-get', ['update']);
      await install();
    });
  } finally {
    for (const back of undo) back();
  }
}

function holdServices(file = '/usr/sbin/policy-rc.d') {
  if (existsSync(file)) {
    const kept = readFileSync(file);
    writeFileSync(file, '#!/bin/sh\nexit 101\n');
    chmodSync(file, 0o755);
    return () => writeFileSync(file, kept);
  }
  writeFileSync(file, '#!/bin/sh\nexit 101\n');
  chmodSync(file, 0o755);
  return () => rmSync(file, { force: true });
}

function holdClusters(folder = '/etc/postgresql-common/createcluster.d') {
  const parent = existsSync('/etc/postgresql-common');
  const before = existsSync(folder);
  const file = `${folder}/habeas.conf`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
  return () => {
    rmSync(file, { force: true });
    if (!before && parent && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
  };
}

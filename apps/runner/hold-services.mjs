// Keeps Debian's services from starting while packages are installed. No dependencies.
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const POLICY = 'usr/sbin/policy-rc.d';
const KEPT = 'usr/sbin/policy-rc.d.before-habeas';
const CLUSTERS = 'etc/postgresql-common/createcluster.d/habeas.conf';
const MARK = /^# Made by Habeas while process (\d+) installs packages$/m;
const mark = (pid) => `# Made by Habeas while process ${pid} installs packages\n`;

/**
 * No service is started by a package, and PostgreSQL makes no cluster, until `releaseServices`. A policy of the
 * machine's own is set aside as it is. `root`: the root folder of the system. Throws an Error with a plain sentence
 * while another runner installs.
 */
export function holdServices(root = '/') {
  if (!releaseServices(root)) throw new Error('Another npm start installs packages at this moment: wait for its end.');
  const policy = join(root, POLICY);
  if (isThere(policy)) renameSync(policy, join(root, KEPT));
  writeFileSync(policy, `#!/bin/sh\n${mark(process.pid)}exit 101\n`);
  chmodSync(policy, 0o755);
  const clusters = join(root, CLUSTERS);
  mkdirSync(join(clusters, '..'), { recursive: true });
  writeFileSync(clusters, `${mark(process.pid)}create_main_cluster = false\n`);
}

/**
 * Puts back what holdServices changed, also when that was in a run that was killed; else changes nothing. False: another
 * runner installs at this moment, and what it changed stays.
 */
export function releaseServices(root = '/') {
  for (const path of [POLICY, CLUSTERS]) {
    const file = join(root, path);
    const maker = existsSync(file) ? MARK.exec(readFileSync(file, 'utf8')) : null;
    if (maker === null) continue;
    if (runsBesideUs(Number(maker[1]))) return false;
    rmSync(file);
  }
  const kept = join(root, KEPT);
  if (isThere(kept) && !isThere(join(root, POLICY))) renameSync(kept, join(root, POLICY));
  return true;
}

function runsBesideUs(pid) {
  return pid !== process.pid && existsSync(`/proc/${pid}`);
}

/** Also true of a link to nothing. */
function isThere(file) {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

import { chmod, mkdir, mkdtemp, readFile, realpath } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { RunnerConfig } from './config.js';
import { hostList } from './lan/host-list.js';
import { lanCertificates } from './lan/lan-certificates.js';
import { makeFolders } from './make-folders.js';
import type { PartSite } from './parts.js';
import { findPostgres, MAKE_CLUSTER } from './postgres.js';
import { ensureUsers, parsePasswd, parseSysusers } from './system-users.js';

/** Finds out who we are and where everything lies; `run` of a runner that is up already, else a new one. */
export async function composeSite(
  config: RunnerConfig,
  project: string,
  metricsPort: number,
  running?: string,
): Promise<PartSite> {
  const root = process.getuid?.() === 0;
  await mkdir(config.data, { recursive: true });
  const data = await realpath(config.data);
  const run = running ?? (await mkdtemp(root ? '/run/habeas-' : join(tmpdir(), 'habeas-')));
  const programs = {
    node: await realpath(process.execPath),
    postgres: findPostgres(),
    caller: userInfo().username,
  };
  const makeCluster = await readFile(join(project, MAKE_CLUSTER), 'utf8');
  const site = { config, places: { project, data, run }, programs, makeCluster, metricsPort };
  if (running !== undefined) {
    const owners = root ? parsePasswd(await readFile('/etc/passwd', 'utf8')) : undefined;
    return { ...site, owners, tls: undefined, relayTls: undefined };
  }
  await chmod(run, root ? 0o711 : 0o700);
  const users = parseSysusers(await readFile(join(project, 'deploy/sysusers.d/habeas.conf'), 'utf8'));
  const owners = root ? await ensureUsers(users) : undefined;
  await makeFolders(site.places, owners);
  const lan = config.lan ? await lanCertificates(data, hostList(config), owners) : undefined;
  return { ...site, owners, tls: lan?.web ?? config.tls, relayTls: lan?.relay };
}

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BoothPlaneError } from './booth-plane-error.js';
import { readConfig } from './config.js';
import { ContactFile } from './contact-file.js';
import { findJanusModules, parseVersion } from './janus/find-janus.js';
import { planePaths } from './janus/plane-paths.js';
import { groupNamed, userNamed } from './janus/system-users.js';
import { findTemplates, readTemplates } from './janus/templates.js';
import { type Means, probeCage } from './means.js';
import { Nftables } from './network/nftables.js';
import type { PlaneSite } from './plane.js';
import { Watch } from './watch.js';

const log = (line: string): void => void process.stdout.write(`${line}\n`);

async function compose(): Promise<PlaneSite> {
  const config = readConfig(process.env);
  const modules = await findJanusModules();
  const root = process.getuid?.() === 0;
  const means: Means = { root, cage: await probeCage(root), nftables: root && (await new Nftables().isUsable()) };
  const ownership = root
    ? { booth: await userNamed(config.user), facilityGroup: await groupNamed(config.facilityGroup) }
    : undefined;
  const templates = await readTemplates(config.templates ?? findTemplates(dirname(fileURLToPath(import.meta.url))));
  return { config, templates, modules, janusVersion: await askVersion(), means, ownership, log };
}

async function askVersion(): Promise<string> {
  const printed = await promisify(execFile)('/usr/bin/janus', ['--help'], { timeout: 10_000 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  const version = parseVersion(printed.stdout);
  if (version === undefined) throw new BoothPlaneError('janus-missing', 'Janus does not say its version.');
  return version;
}

async function main(): Promise<void> {
  process.umask(0o007);
  const site = await compose();
  const contact = new ContactFile(planePaths(site.config.folder).contact, site.ownership?.facilityGroup);
  const watch = new Watch(site, contact, {
    random: randomBytes,
    now: () => new Date(),
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => watch.stop());
  await watch.run();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof BoothPlaneError ? error.message : String(error)}\n`);
  process.exitCode = error instanceof BoothPlaneError && error.code === 'layer-broken' ? 3 : 1;
});

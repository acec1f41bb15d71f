import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ContactFile } from './contact-file.js';
import { findJanusModules, parseVersion } from './janus/find-janus.js';
import { planePaths } from './janus/plane-paths.js';
import { groupNamed, userNamed } from './janus/system-users.js';
import { findTemplates, readTemplates } from './janus/templates.js';
import { type Means, probeCage } from './means.js';
import { Nftables } from './network/nftables.js';
import type { PlaneConfig } from './plane-config.js';
import { PlaneError } from './plane-error.js';
import type { PlaneKind } from './plane-kind.js';
import type { PlaneSite } from './start-plane.js';
import { Watch } from './watch.js';

const log = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a launcher is started with. */
export interface PlaneStart {
  readonly kind: PlaneKind;
  /** @throws PlaneError `bad-settings`. */
  readonly readConfig: (environment: Record<string, string | undefined>) => PlaneConfig;
  /** Folder of the program: templates are searched upwards from here, unless the settings name them. */
  readonly program: string;
}

/** The whole life of a launcher, as its process: until a signal, or until the plane may not run (status 1, or 3 for a broken layer). */
export function runPlane(start: PlaneStart): void {
  live(start).catch((error: unknown) => {
    process.stderr.write(`${error instanceof PlaneError ? error.message : String(error)}\n`);
    process.exitCode = error instanceof PlaneError && error.code === 'layer-broken' ? 3 : 1;
  });
}

async function live(start: PlaneStart): Promise<void> {
  process.umask(0o007);
  const site = await compose(start);
  const contact = new ContactFile(planePaths(site.config.folder).contact, site.ownership?.facilityGroup);
  const watch = new Watch(site, contact, {
    random: randomBytes,
    now: () => new Date(),
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => watch.stop());
  await watch.run();
}

async function compose({ kind, readConfig, program }: PlaneStart): Promise<PlaneSite> {
  const config = readConfig(process.env);
  const modules = await findJanusModules();
  const root = process.getuid?.() === 0;
  const means: Means = { root, cage: await probeCage(root), nftables: root && (await new Nftables(kind).isUsable()) };
  const ownership = root
    ? { plane: await userNamed(config.user), facilityGroup: await groupNamed(config.facilityGroup) }
    : undefined;
  const templates = await readTemplates(config.templates ?? findTemplates(program, kind.templates));
  return { kind, config, templates, modules, janusVersion: await askVersion(), means, ownership, log };
}

async function askVersion(): Promise<string> {
  const printed = await promisify(execFile)('/usr/bin/janus', ['--help'], { timeout: 10_000 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  const version = parseVersion(printed.stdout);
  if (version === undefined) throw new PlaneError('janus-missing', 'Janus does not say its version.');
  return version;
}

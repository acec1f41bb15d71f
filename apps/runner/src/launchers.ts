import { join } from 'node:path';
import type { Owner } from '#confine';
import type { RunnerConfig } from './config.js';
import type { TlsFiles } from './lan/lan-certificates.js';
import type { Places } from './places.js';

export interface LauncherSite {
  readonly config: RunnerConfig;
  readonly places: Places;
  /** Undefined without root. */
  readonly owners: ReadonlyMap<string, Owner> | undefined;
  readonly programs: { readonly node: string };
  /** What the relay serves when the operator gives it none. */
  readonly relayTls: TlsFiles | undefined;
}

/** A program that confines another one itself, and needs root for it. Its sign is the contact file. */
export interface LauncherPlan {
  readonly name: 'booth-plane' | 'hearing-plane' | 'relay';
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly sign: string;
  readonly stopSignal: 'SIGTERM';
}

export const PATH = '/usr/local/bin:/usr/bin:/bin';

/**
 * What a Node program holds after a day is what it held after an hour. Young objects have 12 MiB at most, not 48. Old ones
 * are looked through once they are 1.4 times what was left the last time: with all of a large machine's memory to grow into,
 * V8 lets them become four times as much first.
 */
export const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=4', '--max-old-space-size=512'];
/** glibc's memory pools: each of Node's threads would have one of its own, and what is freed in one is of no use in another. */
export const MALLOC = { MALLOC_ARENA_MAX: '2' };

/** The media planes, and the relay where one is asked for, in the order of their start. Pure. */
export function planLaunchers(site: LauncherSite): LauncherPlan[] {
  const { config, places } = site;
  const plans = [
    launcher(site, 'booth-plane', {
      HABEAS_BOOTH_PLANE_FOLDER: join(places.run, 'booth-plane'),
      HABEAS_JANUS_TEMPLATES: join(places.project, 'deploy/janus/booth-plane'),
      ...config.media,
    }),
    launcher(site, 'hearing-plane', {
      HABEAS_HEARING_PLANE_FOLDER: join(places.run, 'hearing-plane'),
      HABEAS_HEARING_JANUS_TEMPLATES: join(places.project, 'deploy/janus/hearing-plane'),
      ...config.media,
    }),
  ];
  const relay = relayEnvironment(site);
  return relay === undefined ? plans : [...plans, launcher(site, 'relay', relay)];
}

function relayEnvironment({ config, places, owners, relayTls }: LauncherSite): Record<string, string> | undefined {
  if (config.relay === undefined) return undefined;
  const issued = relayTls && { HABEAS_RELAY_CERT: relayTls.cert, HABEAS_RELAY_KEY: relayTls.key };
  return {
    HABEAS_RELAY_FOLDER: join(places.run, 'relay'),
    HABEAS_BOOTH_PLANE: join(places.run, 'booth-plane/contact.json'),
    HABEAS_HEARING_PLANE: join(places.run, 'hearing-plane/contact.json'),
    // Ports below 1024 are root's.
    ...(owners === undefined ? { HABEAS_RELAY_TLS_PORT: '5349' } : {}),
    ...issued,
    ...config.relay,
  };
}

function launcher(
  { places, programs }: LauncherSite,
  name: LauncherPlan['name'],
  environment: Record<string, string>,
): LauncherPlan {
  const program = join(places.project, `dist/apps/${name}/src/main.js`);
  return {
    name,
    argv: ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--', programs.node, ...NODE_FLAGS, program],
    environment: { PATH, ...MALLOC, ...environment },
    sign: join(places.run, name, 'contact.json'),
    stopSignal: 'SIGTERM',
  };
}

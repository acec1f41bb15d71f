import { existsSync, readdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { PlaneContact } from '#janus';
import type { SealLayer } from '#protocol';
import { PlaneError } from './plane-error.js';
import { cageArguments, janusCommand, lowerRights } from './cage.js';
import { CagedJanus, SECCOMP_FD } from './caged-janus.js';
import { isOutdated, type JanusModules } from './janus/find-janus.js';
import { planePaths, type PlanePaths } from './janus/plane-paths.js';
import { type Ownership, prepareFolders } from './janus/prepare-folders.js';
import { configHash, type ConfigTexts, renderJanusConfig } from './janus/render-janus-config.js';
import { brokenLayers, type Expectation, layersHeld, profileOf } from './measure/judge-plane.js';
import { readFacts } from './measure/read-facts.js';
import { type Means, promisedLayers } from './means.js';
import { chooseMediaAddress } from './network/media-address.js';
import { chooseMediaPorts } from './network/media-ports.js';
import { Nftables } from './network/nftables.js';
import { readPorts } from './network/read-ports.js';
import type { PlaneConfig } from './plane-config.js';
import type { PlaneKind } from './plane-kind.js';
import type { PlaneSecrets } from './plane-secrets.js';
import { encode } from './seccomp/bpf.js';
import { compileFilter } from './seccomp/compile-filter.js';
import { PLANE_POLICY } from './seccomp/plane-policy.js';

/** What stays the same over all starts of Janus in one run of the launcher. */
export interface PlaneSite {
  readonly kind: PlaneKind;
  readonly config: PlaneConfig;
  readonly templates: ConfigTexts;
  readonly modules: JanusModules;
  readonly janusVersion: string;
  readonly means: Means;
  readonly ownership: Ownership | undefined;
  readonly log: (line: string) => void;
}

/** A Janus that passed the checks. `look()` repeats them. */
export interface RunningPlane {
  readonly janus: CagedJanus;
  readonly contact: PlaneContact;
  look(): Promise<SealLayer[]>;
}

/**
 * Starts one Janus: rule, folders, cage, checks, in this order. Kills it when a layer that was put in place does not
 * hold. @throws PlaneError
 */
export async function startPlane(site: PlaneSite, secrets: PlaneSecrets, now: () => Date): Promise<RunningPlane> {
  const { kind, config, means, ownership } = site;
  const paths = planePaths(config.folder);
  const mediaAddress = chooseMediaAddress(networkInterfaces(), config.mediaAddress);
  const mediaPorts = chooseMediaPorts(await readPorts(), kind.ports, {
    wished: config.mediaPorts,
    ofOthers: config.portsOfOthers,
  });
  const { reclaimSeconds, publicAddress } = config;
  const settings = { paths, mediaAddress, mediaPorts, reclaimSeconds, publicAddress };

  const nftables = new Nftables(kind);
  const rule = { uid: ownership?.plane.uid ?? -1, mediaAddress, mediaPorts };
  if (means.nftables) {
    await nftables.load(rule);
    site.log(`rule in force: user ${rule.uid} may send UDP from ${mediaAddress} ports ${mediaPorts.join('-')} only`);
  }
  await prepareFolders(paths, renderJanusConfig(site.templates, settings, secrets), site.modules, ownership);
  const janus = CagedJanus.start({ ...launchOf(site, paths), paths, log: (line) => site.log(`janus: ${line}`) });
  const pid = await janus.ready();

  const promised = promisedLayers(kind.layers, means);
  const held = async () => {
    const expectation: Expectation = {
      uid: ownership?.plane.uid,
      mediaAddress,
      mediaPorts,
      writable: [paths.api, paths.admin],
      rulesetHolds: means.nftables && (await nftables.holds(rule)),
    };
    return layersHeld(await readFacts(pid), expectation);
  };
  const first = await held();
  const broken = brokenLayers(promised, first);
  if (broken.length > 0) {
    await janus.kill();
    throw brokenError(kind, broken);
  }
  const contact: PlaneContact = {
    version: 1,
    pid,
    apiSocket: paths.apiSocket,
    adminSocket: paths.adminSocket,
    ...secrets,
    mediaAddress,
    mediaPorts,
    janusVersion: site.janusVersion,
    janusOutdated: isOutdated(site.janusVersion),
    profile: profileOf(first, kind.layers),
    configHash: configHash(site.templates, settings),
    startedAt: now().toISOString(),
  };
  return { janus, contact, look: async () => brokenLayers(promised, await held()) };
}

export function brokenError({ title }: PlaneKind, layers: readonly SealLayer[]): PlaneError {
  return new PlaneError('layer-broken', `The ${title} was killed, because this does not hold: ${layers.join(', ')}.`);
}

function launchOf(site: PlaneSite, paths: PlanePaths): { argv: string[]; filter: Uint8Array | undefined } {
  const command = [...lowerRights(site.ownership?.plane), ...janusCommand(paths)];
  if (site.means.cage === 'none') return { argv: command, filter: undefined };
  const plan = {
    paths,
    libraries: site.modules.libraries,
    modules: [site.modules.videoroom, site.modules.websockets],
    readable: [...LOADERS, ...readableFiles()].filter((file) => existsSync(file)),
    rootLinks: ROOT_LINKS.filter(([target]) => existsSync(`/${target}`)),
    userNamespace: site.means.cage === 'user-namespace',
  };
  return {
    argv: ['/usr/bin/bwrap', ...cageArguments(plan, SECCOMP_FD, command)],
    filter: encode(compileFilter(PLANE_POLICY, process.arch === 'arm64' ? 'arm64' : 'x64')),
  };
}

const LOADERS = ['/usr/lib64', '/usr/lib/ld-linux-aarch64.so.1'];
const ROOT_LINKS = [
  ['usr/lib', '/lib'],
  ['usr/lib64', '/lib64'],
] as const;

function readableFiles(): string[] {
  const openssl =
    existsSync('/etc/ssl') && readdirSync('/etc/ssl').includes('openssl.cnf') ? ['/etc/ssl/openssl.cnf'] : [];
  return ['/etc/ld.so.cache', ...openssl];
}

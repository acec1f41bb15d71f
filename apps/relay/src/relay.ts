import { readFile } from 'node:fs/promises';
import { confine, type Owner, unconfined } from '#confine';
import { PlaneContact } from '#janus';
import { type RelayContact, stunAnswers } from '#relay';
import type { RelayConfig } from './config.js';
import { Coturn } from './coturn.js';
import type { RelayFolder } from './relay-folder.js';
import { loadRule, type RelayRule } from './relay-rule.js';
import { turnserverConfig } from './turnserver-config.js';

/** Clear of every range the booth plane chooses, and below what the kernel hands out. Only this machine comes there. */
const RELAY_PORTS = [31_000, 31_999] as const;
const ANSWER_MS = 300;
/** Where coturn sees its folder when it is confined. */
const INSIDE = '/run/relay';

/** What stays the same over all starts of coturn in one run of the launcher. */
export interface RelaySite {
  readonly config: RelayConfig;
  readonly folder: RelayFolder;
  /** Undefined without root: no user of its own, no rule. */
  readonly owner: Owner | undefined;
  readonly nftables: boolean;
}

/** The peer: what of the planes' contacts the relay depends on. */
export interface Peer {
  readonly mediaAddress: string;
  readonly mediaPorts: PlaneContact['mediaPorts'];
  /** Undefined while no hearing plane runs at that address. */
  readonly hearingPorts: PlaneContact['mediaPorts'] | undefined;
}

/** Undefined while no booth plane runs. */
export async function readPeer({ plane, hearingPlane }: RelayConfig): Promise<Peer | undefined> {
  const booth = await readPlane(plane);
  if (booth === undefined) return undefined;
  const hearing = hearingPlane === undefined ? undefined : await readPlane(hearingPlane);
  const { mediaAddress, mediaPorts } = booth;
  const hearingPorts = hearing?.mediaAddress === mediaAddress ? hearing.mediaPorts : undefined;
  return { mediaAddress, mediaPorts, hearingPorts };
}

async function readPlane(path: string): Promise<Pick<PlaneContact, 'mediaAddress' | 'mediaPorts'> | undefined> {
  try {
    return PlaneContact.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** What coturn's user may send to this peer; undefined where the kernel cannot be told. */
export function ruleFor({ config, owner, nftables }: RelaySite, peer: Peer): RelayRule | undefined {
  if (owner === undefined || !nftables) return undefined;
  const { mediaPorts, hearingPorts } = peer;
  const reached = hearingPorts === undefined ? [mediaPorts] : [mediaPorts, hearingPorts];
  return { ...portsOf(config, peer), uid: owner.uid, mediaPorts: reached };
}

const portsOf = ({ port, tls, tlsPort }: RelayConfig, { mediaAddress: address }: Peer) =>
  ({ address, port, tlsPort: tls === undefined ? undefined : tlsPort, relayPorts: RELAY_PORTS }) as const;

/** Rule, files, coturn, in this order; the facility is told once it answers. @throws RelayError */
export async function startRelay(site: RelaySite, peer: Peer, secret: string, now: () => Date): Promise<Coturn> {
  const { config, folder, owner } = site;
  const ports = portsOf(config, peer);
  const { address, port } = ports;
  const rule = ruleFor(site, peer);
  if (rule !== undefined) await loadRule(rule);
  await folder.prepare();
  await copyCertificate(site);
  const seen = owner === undefined ? folder.own : INSIDE;
  await folder.write('turnserver.conf', turnserverConfig({ ...ports, host: config.host, secret, folder: seen }));
  const coturn = Coturn.start(launch(site, seen));
  await coturn.ready(() => stunAnswers(address, port, ANSWER_MS));
  await folder.tell({ version: 1, secret, address, port, urls: urls(config), startedAt: now().toISOString() });
  return coturn;
}

/** coturn's own copy of the certificate. True when it is another than before. */
export async function copyCertificate({ config: { tls }, folder }: RelaySite): Promise<boolean> {
  if (tls === undefined) return false;
  const [cert, key] = await Promise.all([readFile(tls.cert, 'utf8'), readFile(tls.key, 'utf8')]);
  if (cert === (await folder.read('cert.pem')) && key === (await folder.read('key.pem'))) return false;
  await folder.write('key.pem', key);
  await folder.write('cert.pem', cert);
  return true;
}

function urls({ host, port, tlsPort, tls }: RelayConfig): RelayContact['urls'] {
  const udp = `turn:${host}:${port}?transport=udp`;
  return tls === undefined ? [udp] : [udp, `turns:${host}:${tlsPort}?transport=tcp`];
}

function launch({ owner, folder }: RelaySite, seen: string): string[] {
  const command = ['/usr/bin/prlimit', '--core=0:0', '--', '/usr/bin/turnserver', '-c', `${seen}/turnserver.conf`];
  if (owner === undefined) return unconfined(command);
  const binds = [{ from: folder.own, to: INSIDE, writable: false }];
  return confine(command, { owner, binds, network: true, lowPorts: true });
}

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { findGroup, findUser, hangs, nft } from '#confine';
import { stunAnswers } from '#relay';
import { readConfig } from './config.js';
import type { Coturn } from './coturn.js';
import { copyCertificate, type Peer, readPeer, type RelaySite, ruleFor, startRelay } from './relay.js';
import { RelayError } from './relay-error.js';
import { RelayFolder } from './relay-folder.js';
import { loadRule, removeRule, ruleHolds } from './relay-rule.js';

const LOOK_MS = 1000;
const log = (line: string): void => void process.stdout.write(`${line}\n`);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
const rest = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined);
const pause = () => rest(LOOK_MS, stopping.signal);

async function compose(): Promise<RelaySite> {
  const config = readConfig(process.env);
  if (!existsSync('/usr/bin/turnserver')) {
    throw new RelayError('coturn-missing', 'coturn is not installed. On Debian: apt-get install coturn');
  }
  const root = process.getuid?.() === 0;
  const nftables = root && (await canUseNft());
  if (!root) return { config, folder: new RelayFolder(config.folder, undefined), owner: undefined, nftables };
  const owner = await findUser(config.user);
  const facility = await findGroup(config.facilityGroup);
  if (owner === undefined || facility === undefined) {
    throw new RelayError('bad-settings', 'Users are missing; deploy/sysusers.d/habeas.conf makes them.');
  }
  return { config, folder: new RelayFolder(config.folder, { relay: owner.gid, facility }), owner, nftables };
}

const canUseNft = (): Promise<boolean> =>
  nft(['list', 'tables']).then(
    () => true,
    () => false,
  );

interface Served {
  readonly coturn: Coturn;
  readonly over: AbortSignal;
}

/** One coturn for one peer: until it ends or hangs, the plane moves, or we are stopped. */
async function serve(site: RelaySite, peer: Peer): Promise<void> {
  const coturn = await startRelay(site, peer, randomBytes(32).toString('hex'), () => new Date());
  const { host, port, tls, tlsPort } = site.config;
  log(`ready: ${host} UDP ${port}${tls === undefined ? '' : `, TLS ${tlsPort}`}; peer ${peer.mediaAddress} only`);
  const over = new AbortController();
  try {
    await Promise.race([watch(site, peer, { coturn, over: over.signal }), hung(site, peer, over.signal)]);
  } finally {
    over.abort();
    await site.folder.clear();
    await coturn.stop();
  }
}

/** Resolves when coturn hangs, so that another is started; those who came through it come back as after a kill. */
async function hung({ config: { port } }: RelaySite, { mediaAddress }: Peer, over: AbortSignal): Promise<void> {
  const answers = (patienceMs: number) => stunAnswers(mediaAddress, port, patienceMs, over);
  if (await hangs({ answers, wait: rest }, over)) log('coturn answers no question any more: another is started');
}

/** What coturn itself was started for. */
const servedOf = ({ mediaAddress, mediaPorts }: Peer): string => [mediaAddress, ...mediaPorts].join();

async function watch(site: RelaySite, peer: Peer, { coturn, over }: Served): Promise<void> {
  let rule = ruleFor(site, peer);
  let { hearingPorts } = peer;
  while (!over.aborted) {
    await Promise.race([pause(), coturn.ended]);
    if (over.aborted || stopping.signal.aborted) return;
    if (coturn.hasEnded) throw new RelayError('ended', 'coturn ended by itself.');
    const now = await readPeer(site.config);
    if (now !== undefined && servedOf(now) !== servedOf(peer)) return;
    // A hearing plane that comes or comes again elsewhere costs nobody who talks in a booth the way.
    if (now?.hearingPorts !== undefined && String(now.hearingPorts) !== String(hearingPorts)) {
      ({ hearingPorts } = now);
      rule = ruleFor(site, now);
      if (rule !== undefined) await loadRule(rule);
      log('the hearing plane is reached, too');
    }
    if (rule !== undefined && !(await ruleHolds())) {
      await loadRule(rule);
      log('the rule was taken away: it is in force again');
    }
    if (await copyCertificate(site).catch(() => false)) {
      await coturn.readCertificate();
      log('new certificate');
    }
  }
}

async function main(): Promise<void> {
  process.umask(0o077);
  const site = await compose();
  try {
    while (!stopping.signal.aborted) {
      const peer = await readPeer(site.config);
      if (peer === undefined) await pause();
      else await serve(site, peer);
    }
  } finally {
    await site.folder.clear();
    if (site.nftables) await removeRule();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof RelayError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { composeSite } from './compose.js';
import { readConfig, type RunnerConfig } from './config.js';
import { askReady, freePort, requireFree } from './facility-door.js';
import { lockFolder } from './folder-lock.js';
import { House } from './house.js';
import { lanTable } from './lan/lan-table.js';
import { facilityLaunch, type PartSite } from './parts.js';
import { Phases } from './phases.js';
import { runOnce } from './run-once.js';
import { RunnerError } from './runner-error.js';
import { forgetRunning, readRunning, writeRunning } from './running.js';
import { lastJson, NewPassword, Seeded } from './seeded.js';
import { startTable } from './start-table.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const warn = (line: string): void => void process.stderr.write(`${line}\n`);

const stopping = new AbortController();
const stopped = new Promise<void>((done) => stopping.signal.addEventListener('abort', () => done(), { once: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

/** Runs Habeas in the foreground until Ctrl-C. */
async function serve(config: RunnerConfig, project: string): Promise<void> {
  const plain = !config.lan && config.tls === undefined;
  await requireFree(config.port, plain ? '127.0.0.1' : undefined);
  await withHouse(config, project, async (house, site, phases) => {
    await startStores(house, phases);
    if (stopping.signal.aborted) return;
    const seeded = Seeded.parse(
      lastJson(
        await phases.do('demo facility', () => runOnce(facilityLaunch(site, ['seed.js']), 'The seed', stopping.signal)),
      ),
    );
    await phases.do('booth plane', () => house.start('booth-plane'));
    if (stopping.signal.aborted) return;
    if (config.relay !== undefined) await phases.do('relay', () => house.start('relay'));
    if (stopping.signal.aborted) return;
    await phases.do('facility', async () => {
      await house.start('facility');
      await house.until(async () => (await askReady({ ...config, tls: !plain })).ready);
    });
    if (stopping.signal.aborted) return;
    const contact = await readFile(join(site.places.run, 'booth-plane/contact.json'), 'utf8');
    const { profile: seal, mediaAddress: address } = JSON.parse(contact) as {
      profile: { profile: string; missing: string[] };
      mediaAddress: string;
    };
    print('');
    const authorityFile = site.tls?.authority;
    if (authorityFile !== undefined) {
      const authority = await readFile(authorityFile, 'utf8');
      print(`${lanTable({ ...config, address, authorityFile, authority })}\n`);
    }
    print(startTable({ ...config, tls: !plain, metricsPort: site.metricsPort, data: site.places.data, seeded, seal }));
    await stopped;
  });
}

/** Sets a new password for an account, through the running Habeas or with its stores started for it. */
async function resetPassword(config: RunnerConfig, project: string, name: string): Promise<void> {
  const reset = async (site: PartSite) => {
    const output = await runOnce(facilityLaunch(site, ['reset-password.js', name]), 'The reset', stopping.signal);
    const { username, password } = NewPassword.parse(lastJson(output));
    print(`${username}  password ${password}`);
  };
  const running = await readRunning(config.data);
  if (running !== undefined && (await isHeld(config.data))) {
    await reset(await composeSite(config, project, running.metricsPort, running.run));
    return;
  }
  await withHouse(config, project, async (house, site, phases) => {
    await startStores(house, phases);
    if (!stopping.signal.aborted) await reset(site);
  });
}

async function withHouse(
  config: RunnerConfig,
  project: string,
  work: (house: House, site: PartSite, phases: Phases) => Promise<void>,
): Promise<void> {
  await mkdir(config.data, { recursive: true });
  const unlock = await lockFolder(config.data);
  // Sockets of a runner that was killed: the lock says that it is gone.
  const former = await readRunning(config.data);
  if (former !== undefined) await rm(former.run, { recursive: true, force: true });
  const site = await composeSite(config, project, await freePort());
  const house = new House(site, warn, stopping.signal);
  try {
    await writeRunning(site.places.data, { run: site.places.run, metricsPort: site.metricsPort });
    await work(house, site, new Phases(print, () => performance.now()));
  } finally {
    if (stopping.signal.aborted) print('\nstopping');
    await house.stop();
    await forgetRunning(site.places.data);
    await rm(site.places.run, { recursive: true, force: true });
    await unlock();
  }
}

async function startStores(house: House, phases: Phases): Promise<void> {
  await phases.do('database', async () => {
    await house.makeCluster();
    await house.start('postgres');
  });
  if (!stopping.signal.aborted) await phases.do('queue', () => house.start('redis'));
  if (!stopping.signal.aborted) await phases.do('ledger keeper', () => house.start('ledger-keeper'));
}

async function isHeld(data: string): Promise<boolean> {
  try {
    await (
      await lockFolder(data)
    )();
    return false;
  } catch {
    return true;
  }
}

async function main(): Promise<void> {
  process.umask(0o007);
  const { values } = parseArgs({ options: { 'reset-password': { type: 'string' }, lan: { type: 'boolean' } } });
  const project = resolve(import.meta.dirname, '../../../..');
  const config = readConfig(process.env, process.cwd(), values.lan);
  const name = values['reset-password'];
  await (name === undefined ? serve(config, project) : resetPassword(config, project, name));
}

main().catch((error: unknown) => {
  if (stopping.signal.aborted) return;
  warn(error instanceof RunnerError ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { composeSite } from './compose.js';
import { readConfig, type RunnerConfig } from './config.js';
import { askReady, requireFree } from './facility-door.js';
import type { House } from './house.js';
import { lanTable } from './lan/lan-table.js';
import { facilityLaunch, type PartSite } from './parts.js';
import type { Phases } from './phases.js';
import { runOnce } from './run-once.js';
import { RunnerError } from './runner-error.js';
import { lastJson, NewPassword, Seeded } from './seeded.js';
import { startTable } from './start-table.js';
import { print, warn, whereRunnerRuns, withHouse } from './with-house.js';

const stopping = new AbortController();
const stopped = new Promise<void>((done) => stopping.signal.addEventListener('abort', () => done(), { once: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

/** Runs Habeas in the foreground until Ctrl-C. */
async function serve(config: RunnerConfig, project: string): Promise<void> {
  const plain = !config.lan && config.tls === undefined;
  await requireFree(config.port, plain ? '127.0.0.1' : undefined);
  await withHouse(config, project, stopping.signal, async ({ house, site, phases }) => {
    await startStores(house, phases);
    if (stopping.signal.aborted) return;
    const seeded = Seeded.parse(
      lastJson(
        await phases.do('demo facility', () => runOnce(facilityLaunch(site, ['seed.js']), 'The seed', stopping.signal)),
      ),
    );
    await phases.do('booth plane', () => house.start('booth-plane'));
    if (stopping.signal.aborted) return;
    await phases.do('hearing plane', () => house.startExtra('hearing-plane'));
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

/** One of the facility's programs, beside the running Habeas or with its stores started for it. */
async function runInHouse(
  config: RunnerConfig,
  project: string,
  program: readonly [file: string, ...words: string[]],
  said: (output: string) => string,
): Promise<void> {
  const run = async (site: PartSite) =>
    print(said(await runOnce(facilityLaunch(site, program), 'It', stopping.signal)));
  const running = await whereRunnerRuns(config.data, program);
  if (running !== undefined) return run(await composeSite(config, project, running.metricsPort, running.run));
  await withHouse(config, project, stopping.signal, async ({ house, site, phases }) => {
    await startStores(house, phases);
    if (!stopping.signal.aborted) await run(site);
  });
}

const newPassword = (output: string): string => {
  const { username, password } = NewPassword.parse(lastJson(output));
  return `${username}  password ${password}`;
};

async function startStores(house: House, phases: Phases): Promise<void> {
  await phases.do('database', async () => {
    await house.makeCluster();
    await house.start('postgres');
  });
  if (!stopping.signal.aborted) await phases.do('queue', () => house.start('redis'));
  if (!stopping.signal.aborted) await phases.do('ledger keeper', () => house.start('ledger-keeper'));
}

async function main(): Promise<void> {
  process.umask(0o007);
  const { values } = parseArgs({
    options: { 'reset-password': { type: 'string' }, erase: { type: 'string' }, lan: { type: 'boolean' } },
  });
  const project = resolve(import.meta.dirname, '../../../..');
  const config = readConfig(process.env, process.cwd(), values.lan);
  const { 'reset-password': name, erase: id } = values;
  if (name !== undefined) await runInHouse(config, project, ['reset-password.js', name], newPassword);
  else if (id !== undefined) await runInHouse(config, project, ['erase-details.js', id], () => `erased ${id}`);
  else await serve(config, project);
}

main().catch((error: unknown) => {
  if (stopping.signal.aborted) return;
  warn(error instanceof RunnerError ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});

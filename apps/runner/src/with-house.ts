import { existsSync } from 'node:fs';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { composeSite } from './compose.js';
import type { RunnerConfig } from './config.js';
import { freePort } from './facility-door.js';
import { lockFolder } from './folder-lock.js';
import { House } from './house.js';
import type { PartSite } from './parts.js';
import { Phases } from './phases.js';
import { RunnerError } from './runner-error.js';
import { forgetRunning, readRunning, writeRunning, type Running } from './running.js';

/** A runner's own house: nothing runs in it yet, and all that is started in it is stopped after `work`. */
export interface OpenHouse {
  readonly house: House;
  readonly site: PartSite;
  readonly phases: Phases;
  readonly stopping: AbortSignal;
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
export const warn = (line: string): void => void process.stderr.write(`${line}\n`);

/** @throws RunnerError `already-running`, and whatever `work` throws. */
export async function withHouse(
  config: RunnerConfig,
  project: string,
  stopping: AbortSignal,
  work: (open: OpenHouse) => Promise<void>,
): Promise<void> {
  await mkdir(config.data, { recursive: true });
  const unlock = await lockFolder(config.data);
  // Sockets of a runner that was killed: the lock says that it is gone.
  const former = await readRunning(config.data);
  if (former !== undefined) await rm(former.run, { recursive: true, force: true });
  const site = await composeSite(config, project, await freePort());
  const house = new House(site, warn, stopping);
  try {
    await writeRunning(site.places.data, { run: site.places.run, metricsPort: site.metricsPort });
    await work({ house, site, phases: new Phases(print, () => performance.now()), stopping });
  } finally {
    if (stopping.aborted) print('\nstopping');
    await house.stop();
    await forgetRunning(site.places.data);
    await rm(site.places.run, { recursive: true, force: true });
    await unlock();
  }
}

/** Where the units of deploy/systemd have their data and sockets. */
const UNITS = { data: '/var/lib/habeas', run: '/run/habeas' };

const unitsRun = (run = UNITS.run): boolean => existsSync(`${run}/postgres/.s.PGSQL.5432`);

/** Where the sockets of the Habeas are that runs on this data folder now: a runner's, or those of the units. */
export async function whereItRuns(data: string): Promise<Running | undefined> {
  const running = await readRunning(data);
  if (running !== undefined && (await isHeld(data))) return running;
  const folder = await realpath(data).catch(() => data);
  return folder === UNITS.data && unitsRun() ? { run: UNITS.run, metricsPort: 0 } : undefined;
}

/**
 * Where a program of the facility finds the runner's Habeas on this data folder; undefined: nothing runs. Its settings
 * under systemd are those of the unit, which only deploy/facility.sh has. `unitsAt` is for tests.
 * @throws RunnerError `under-systemd`, naming what to run instead.
 */
export async function whereRunnerRuns(
  data: string,
  [file, ...words]: readonly [file: string, ...words: string[]],
  unitsAt = UNITS.run,
): Promise<Running | undefined> {
  const running = await whereItRuns(data);
  if (running !== undefined && running.run !== unitsAt) return running;
  if (!unitsRun(unitsAt)) return undefined;
  const instead = ['sh /opt/habeas/deploy/facility.sh', file.replace(/\.js$/, ''), ...words].join(' ');
  throw new RunnerError('under-systemd', `systemd runs Habeas on this machine. As root: ${instead}`);
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

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from '../../../apps/runner/src/folder-lock.js';
import { writeRunning } from '../../../apps/runner/src/running.js';
import { whereRunnerRuns } from '../../../apps/runner/src/with-house.js';

const PROGRAM = ['reset-password.js', 'desk1'] as const;
let folder: string;
const data = () => join(folder, 'data');
const units = () => join(folder, 'run');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'habeas-where-'));
  mkdirSync(data());
  mkdirSync(join(units(), 'postgres'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const startUnits = () => writeFileSync(join(units(), 'postgres/.s.PGSQL.5432'), '');

it('a program of the facility is not run with the wrong settings beside the units of systemd', async () => {
  expect(await whereRunnerRuns(data(), PROGRAM, units())).toBeUndefined();
  startUnits();
  await expect(whereRunnerRuns(data(), PROGRAM, units())).rejects.toMatchObject({
    code: 'under-systemd',
    message: expect.stringContaining('sh /opt/habeas/deploy/facility.sh reset-password desk1'),
  });
});

it('where a runner holds the data folder, that is where it runs', async () => {
  startUnits();
  const running = { run: '/run/habeas-abcdef', metricsPort: 9100 };
  const unlock = await lockFolder(data());
  await writeRunning(data(), running);
  expect(await whereRunnerRuns(data(), PROGRAM, units())).toEqual(running);
  await unlock();
});

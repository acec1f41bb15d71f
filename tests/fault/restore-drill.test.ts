import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestNamespace } from '../../libs/testing/src/namespace/index.js';
import { RunningHabeas } from '../e2e/system/running-habeas.js';
import { hour } from './hour.js';
import { HouseClient } from './house-client.js';

let namespace: TestNamespace;
let habeas: RunningHabeas;
let folder: string;
beforeAll(async () => {
  namespace = await TestNamespace.create();
  folder = mkdtempSync(join(tmpdir(), 'habeas-drill-'));
  habeas = await RunningHabeas.start(namespace);
});
afterAll(async () => {
  await habeas?.remove();
  await namespace?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const command = (name: string, ...words: string[]) =>
  spawnSync(process.execPath, [`apps/runner/${name}.mjs`, ...words], {
    encoding: 'utf8',
    env: { ...process.env, HABEAS_DATA: habeas.data, HABEAS_PORT: String(habeas.port) },
  });
const verify = () => spawnSync(process.execPath, ['apps/verify/run.mjs', habeas.data], { encoding: 'utf8' });
const log = () =>
  readdirSync(join(habeas.data, 'ledger/tile/entries'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .sort((a, b) => b.length - a.length)[0] as string;
const times = (needle: string) => log().split(needle).length - 1;

/** The keeper of this house itself, not what confines it. */
function keeperPid(): number {
  const { run } = JSON.parse(readFileSync(join(habeas.data, 'running.json'), 'utf8')) as { run: string };
  const found = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const isNode = readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('/opt/node/bin/node\0');
      return (
        isNode && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HABEAS_KEEPER_WRITERS={"facility":"${run}/`)
      );
    } catch {
      return false;
    }
  });
  expect(found).toHaveLength(1);
  return Number(found[0]);
}

it('the drill: what was erased stays erased, the ledger goes on, nothing is entered twice, and the keeper does not go back', async () => {
  const desk = await HouseClient.signIn(habeas, 'desk', 'desk1');
  const { attorneys } = await desk.must('GET', 'desk/choices');
  const book = async (booth: string, detainee: string, after: number): Promise<string> => {
    const wish = { booth, detainee, attorney: attorneys[0].id, from: hour(after), to: hour(after + 1) };
    return (await desk.must('POST', 'desk/bookings', wish)).id;
  };
  const commitment = (id: string) =>
    desk.sql(`select leaf->>'commitment' from outbox where booking='${id}' and leaf->>'type'='booking.made'`);
  const indexOf = async (id: string) =>
    Number(await desk.sql(`select log_index from outbox where booking='${id}' and leaf->>'type'='booking.made'`));
  const drained = () =>
    expect.poll(() => desk.sql('select count(*) from outbox where log_index is null'), { timeout: 20_000 }).toBe('0');

  const erased = await book('1', '0217', 30);
  await desk.must('POST', `desk/bookings/${erased}/cancel`, { code: 'refused', saidBy: 'detainee' });
  const kept = await book('2', '1034', 33);
  await drained();
  const [erasedIndex, keptIndex] = [await indexOf(erased), await indexOf(kept)];
  const keptCommitment = await commitment(kept);

  // The backup is made while an entry waits: the keeper stands still, and the database says that it was never sent.
  const keeper = keeperPid();
  process.kill(keeper, 'SIGSTOP');
  const waiting = await book('3', '2208', 36);
  const waitingCommitment = await commitment(waiting);
  const file = join(folder, 'one.tar');
  const made = command('upkeep', 'backup', file);
  expect(made.stderr).toBe('');
  expect(made.stdout).toContain('which verify');
  process.kill(keeper, 'SIGCONT');
  await drained();
  const tried = command('upkeep', 'restore', '--try', file);
  expect(tried.stderr).toBe('');
  expect(tried.stdout).toContain('can be restored');
  expect(times(waitingCommitment)).toBe(1);

  expect(command('start', '--erase', kept).stderr).toContain('not over yet');
  expect(command('start', '--erase', erased).stdout).toContain(`erased ${erased}`);
  const later = await book('4', '3391', 39);
  const laterCommitment = await commitment(later);
  await drained();
  expect(command('upkeep', 'restore', file).stderr).toContain('Stop it first');
  await habeas.stop();
  const before = readFileSync(join(habeas.data, 'ledger/checkpoint'), 'utf8').split('\n');
  // Control: what was erased is in the backup, and only its key was its end.
  execFileSync('tar', ['-xf', file, '-C', folder, 'database.dump']);
  const dumped = spawnSync('/usr/lib/postgresql/15/bin/pg_restore', ['-f', '-', join(folder, 'database.dump')]);
  expect(dumped.stdout.toString()).toContain(erased);

  const restored = command('upkeep', 'restore', file);
  expect(restored.stderr).toBe('');
  expect(restored.stdout).toContain('The ledger (kept)');
  expect(restored.stdout).toContain('Erased again: 1 that');
  expect(existsSync(join(habeas.data, 'postgres/cluster.before-restore/PG_VERSION'))).toBe(true);

  habeas = await RunningHabeas.start(namespace, habeas.data, habeas.facts);
  await desk.signIn();
  const rows = (await desk.sql('select id from booking')).split('\n');
  expect(rows.sort()).toEqual([kept, waiting].sort());
  await drained();
  // Nothing twice, nothing gone: of entries that the database never knew as sent, and of those it does not know at all.
  for (const once of [keptCommitment, waitingCommitment, laterCommitment]) expect(times(once)).toBe(1);
  const [, size] = readFileSync(join(habeas.data, 'ledger/checkpoint'), 'utf8').split('\n');
  expect(Number(size)).toBeGreaterThan(Number(before[1]));
  const told = JSON.parse(/\{[^{]*"public":(\{[^}]*\})[^{]*"type":"facility.restored"/.exec(log())?.[1] ?? '{}');
  // The later booking, the erasure, and what runs of the facility entered.
  expect(told.unknown).toBeGreaterThanOrEqual(2);
  expect(verify().stdout).toContain('VERIFIED');

  // The operator's page knows of all three.
  const operator = await HouseClient.signIn(habeas, 'desk', 'operator1');
  const status = await operator.must('GET', 'status');
  expect(Object.keys(status)).toEqual(expect.arrayContaining(['backupAt', 'restoreTestAt', 'restored']));
  expect((await desk.ask('GET', 'status')).status).toBe(403);

  const oversight = await HouseClient.signIn(habeas, 'oversight', 'oversight1');
  const open = (index: number) => oversight.ask('POST', 'oversight/openings', { index, reason: 'the drill' });
  expect((await open(keptIndex)).status).toBe(200);
  expect((await open(erasedIndex)).status).toBe(404);

  // Service goes on.
  const next = await book('4', '3391', 42);
  await drained();
  expect(times(await commitment(next))).toBe(1);
  await habeas.stop();

  // The ledger is lost and only the backup's is left: the keeper's guard knows better, and the database is not touched.
  renameSync(join(habeas.data, 'ledger'), join(folder, 'ledger'));
  const refused = command('upkeep', 'restore', file);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('ledger-cut-back');
  expect(refused.stderr).toContain('older than what its key has signed');
  rmSync(join(habeas.data, 'ledger'), { recursive: true });
  renameSync(join(folder, 'ledger'), join(habeas.data, 'ledger'));
  habeas = await RunningHabeas.start(namespace, habeas.data, habeas.facts);
  await desk.signIn();
  expect((await desk.sql('select id from booking')).split('\n')).toContain(next);
  expect(verify().stdout).toContain('VERIFIED');
});

import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePasswd } from '../../../apps/runner/src/system-users.js';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { standInProject } from './stand-in-project.js';
import { StartedRunner } from './started-runner.js';

let namespace: TestNamespace;
let project: string;
let runner: StartedRunner | undefined;

beforeAll(async () => {
  if (process.getuid?.() !== 0)
    throw new Error('This test needs root: it starts Habeas as npm start does. Run it as root.');
  project = await standInProject();
});
afterAll(() => rm(project, { recursive: true, force: true }));
beforeEach(async () => {
  namespace = await TestNamespace.create();
});
afterEach(async () => {
  await runner?.pressCtrlC();
  runner = undefined;
  await namespace.remove();
  await rm(join(project, 'data'), { recursive: true, force: true });
});

/** Every process whose user is one of ours, or that has our project or run folder in its arguments. */
function ourProcesses(): string[] {
  const users = new Set(
    [...parsePasswd(readFileSync('/etc/passwd', 'utf8'))]
      .filter(([name]) => name.startsWith('habeas-'))
      .map(([, { uid }]) => uid),
  );
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
        const inside = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(project);
        return users.has(uid) || inside ? [command] : [];
      } catch {
        return [];
      }
    });
}
const sockets = async () => (await namespace.run(['ss', '-Hlnptu'])).stdout;
const ready = async () =>
  JSON.parse((await namespace.run(['curl', '-sf', 'http://127.0.0.1:3456/health/ready'])).stdout) as Record<
    string,
    unknown
  >;
const ownRun = async () =>
  (JSON.parse(await readFile(join(project, 'data/running.json'), 'utf8')) as { run: string }).run.slice('/run/'.length);
const runFolders = () => readdirSync('/run').filter((name) => name.startsWith('habeas-'));

describe('npm start as root, in a checkout that is closed to other users', () => {
  it('starts every part as its own user, and leaves nothing behind after Ctrl-C', async () => {
    const before = { sockets: await sockets(), own: (await namespace.processes()).length };
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    expect(await ready()).toEqual({
      database: 'habeas',
      redis: '+PONG\r\n',
      keeper: 'keeper\n',
      plane: 'HTTP/1.1 101 Switching Protocols',
      admin: 'HTTP/1.1 101 Switching Protocols',
      hearing: 'HTTP/1.1 101 Switching Protocols',
      ledger: 'stand-in\n',
      uid: parsePasswd(readFileSync('/etc/passwd', 'utf8')).get('habeas-facility')?.uid,
    });
    expect(runner.output).toMatch(/seal +full/);
    expect(runner.output).toContain('first-password');
    // The detector detects: while it runs there are processes, sockets and a run folder.
    expect((await namespace.processes()).length).toBeGreaterThan(5);
    expect(ourProcesses().length).toBeGreaterThan(5);
    expect(await sockets()).not.toBe(before.sockets);
    const run = await ownRun();
    expect(runFolders()).toContain(run);

    expect(await runner.pressCtrlC()).toBe(0);
    expect(await namespace.processes()).toHaveLength(before.own);
    expect(ourProcesses().filter((command) => command.includes(project))).toEqual([]);
    expect(await sockets()).toBe(before.sockets);
    expect(runFolders()).not.toContain(run);
    expect((await namespace.run(['nft', 'list', 'ruleset'])).stdout).toBe('');
  });

  it('keeps data and shows no password the second time, unless one is reset', async () => {
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    const beside = StartedRunner.start(namespace, project, ['--reset-password', 'desk'], { HABEAS_PORT: '3457' });
    expect(await beside.ended()).toBe(0);
    expect(beside.output).toBe('desk  password second-password\n');
    await runner.pressCtrlC();

    const alone = StartedRunner.start(namespace, project, ['--reset-password', 'desk']);
    expect(await alone.ended()).toBe(0);
    expect(alone.output).toContain('desk  password second-password');

    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    expect(runner.output).not.toContain('first-password');
    expect(runner.output).toContain('--reset-password NAME');
  });

  it('refuses a second runner on the same data, and a port that is taken', async () => {
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    const same = StartedRunner.start(namespace, project, [], { HABEAS_PORT: '3457' });
    expect(await same.ended()).toBe(1);
    expect(same.output).toContain('already runs on the data folder');
    const taken = StartedRunner.start(namespace, project, [], { HABEAS_DATA: 'other' });
    expect(await taken.ended()).toBe(1);
    expect(taken.output).toContain('Port 3456 is in use');
    expect((await ready())['database']).toBe('habeas');
  });

  it('starts a part again when it dies, and says so', async () => {
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    const killed = (await namespace.processes()).filter(
      (pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'janus\n',
    );
    expect(killed).toHaveLength(2);
    const redis = processNamed('redis-server', await ownRun());
    process.kill(redis, 'SIGKILL');
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await expect.poll(() => (runner as StartedRunner).output, { timeout: 10_000 }).toContain('redis ended');
    await expect
      .poll(() => ready().catch(() => ({})), { timeout: 20_000 })
      .toMatchObject({
        redis: '+PONG\r\n',
        plane: 'HTTP/1.1 101 Switching Protocols',
        hearing: 'HTTP/1.1 101 Switching Protocols',
      });
  });

  it('starts without a hearing plane that cannot start, says why, and tries it again', async () => {
    runner = StartedRunner.start(namespace, project, [], { HABEAS_HEARING_MEDIA_PORTS: '5-3' });
    await runner.ready();
    expect(runner.output).toContain('HABEAS_HEARING_MEDIA_PORTS');
    expect(runner.output).toContain('The rest goes on without it.');
    expect(await ready()).toMatchObject({ plane: 'HTTP/1.1 101 Switching Protocols', hearing: 'ENOENT' });
    const tried = () => runner?.output.match(/hearing-plane ended \(status 1\); it is started again/g)?.length;
    await expect.poll(tried, { timeout: 20_000 }).toBeGreaterThan(2);
    expect(await runner.pressCtrlC()).toBe(0);
    expect(ourProcesses().filter((command) => command.includes(project))).toEqual([]);
  });

  it('goes on when the launcher of the hearing plane is killed, and starts it again', async () => {
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    const run = await ownRun();
    const secret = async () =>
      (JSON.parse(await readFile(`/run/${run}/hearing-plane/contact.json`, 'utf8')) as { apiSecret: string }).apiSecret;
    const former = await secret();
    const launcher = (await namespace.processes()).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/hearing-plane/'),
    );
    expect(launcher).toHaveLength(1);
    process.kill(launcher[0] as number, 'SIGKILL');
    await expect.poll(() => runner?.output, { timeout: 10_000 }).toContain('hearing-plane ended (SIGKILL)');
    expect(await ready()).toMatchObject({ plane: 'HTTP/1.1 101 Switching Protocols' });
    await expect.poll(secret, { timeout: 20_000 }).not.toBe(former);
    await expect.poll(ready, { timeout: 20_000 }).toMatchObject({ hearing: 'HTTP/1.1 101 Switching Protocols' });
  });

  it('is gone with all its parts when it is killed', async () => {
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    const former = await ownRun();
    runner.child.kill('SIGKILL');
    await expect.poll(() => namespace.processes(), { timeout: 10_000 }).toEqual([]);
    await expect
      .poll(() => ourProcesses().filter((command) => command.includes(project)), { timeout: 10_000 })
      .toEqual([]);
    // What was killed starts again on the same data, and takes the former sockets away.
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    expect(await ownRun()).not.toBe(former);
    expect(runFolders()).not.toContain(former);
  });

  it('gives every part its own folder', async () => {
    runner = StartedRunner.start(namespace, project);
    await runner.ready();
    const users = parsePasswd(readFileSync('/etc/passwd', 'utf8'));
    for (const [folder, user] of [
      ['postgres', 'postgres'],
      ['redis', 'redis'],
      ['keeper', 'keeper'],
      ['facility', 'facility'],
    ] as const) {
      const made = await stat(join(project, 'data', folder));
      expect([made.uid, made.mode & 0o777]).toEqual([users.get(`habeas-${user}`)?.uid, 0o700]);
    }
    expect(await readFile(join(project, 'data/ledger/checkpoint'), 'utf8')).toBe('stand-in\n');
    for (const plane of ['booth-plane', 'hearing-plane']) {
      expect(await readFile(join(project, `data/log/${plane}.log`), 'utf8')).toContain('seal full');
    }
  });
});

function processNamed(name: string, run: string): number {
  const found = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === name && command.includes(run);
      } catch {
        return false;
      }
    });
  expect(found).toHaveLength(1);
  return Number(found[0]);
}

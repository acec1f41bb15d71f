import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Unprivileged, privateFolder, removeFolder, unprivileged } from './private-folder.js';
import { TestProcess } from './test-process.js';

const run = promisify(execFile);

/** A private PostgreSQL on a Unix socket in a temporary folder; no TCP. About a second to start. */
export class TestPostgres {
  #process: TestProcess | undefined;
  #databases = 0;

  private constructor(
    private readonly folder: string,
    private readonly user: Unprivileged | undefined,
  ) {}

  static async start(): Promise<TestPostgres> {
    const user = unprivileged('postgres');
    const server = new TestPostgres(await privateFolder('hpg-', user), user);
    const initdb = [program('initdb'), '-D', join(server.folder, 'data'), '-U', 'habeas', '-A', 'trust'];
    initdb.push('-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
    const [command = '', ...args] = user
      ? ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...initdb]
      : initdb;
    await run(command, args, { cwd: '/' });
    await server.resume();
    return server;
  }

  /** `postgresql://` of a database (the first is `postgres`). */
  url(database = 'postgres'): string {
    return `postgresql://habeas@localhost/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  /** Makes an empty database and returns its url: one a test file or test. */
  async freshDatabase(): Promise<string> {
    const name = `t${++this.#databases}`;
    const client = new Client({ connectionString: this.url() });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return this.url(name);
  }

  /**
   * Ends the server without a checkpoint, as a power cut would; `resume` starts it again on the same data. With SIGKILL its
   * backends are gone too before this resolves: they notice, but not at once.
   */
  async crash(signal: 'SIGQUIT' | 'SIGKILL' = 'SIGQUIT'): Promise<void> {
    const backends = signal === 'SIGKILL' ? childrenOf(this.#process?.pid) : [];
    await this.#process?.end(signal);
    for (const pid of backends) await killed(pid);
    this.#process = undefined;
  }

  /** SIGSTOP and SIGCONT, of the server and every backend. */
  signal(signal: NodeJS.Signals): void {
    const pid = this.#process?.pid;
    if (pid === undefined) return;
    for (const one of [pid, ...childrenOf(pid)]) process.kill(one, signal);
  }

  async resume(): Promise<void> {
    const settings = [`unix_socket_directories=${this.folder}`, 'listen_addresses=', 'max_connections=80'];
    this.#process = new TestProcess(
      program('postgres'),
      ['-D', join(this.folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])],
      this.user,
    );
    await this.#process.until(async () => {
      const client = new Client({ connectionString: this.url() });
      await client.connect();
      await client.end();
      return true;
    });
  }

  async stop(): Promise<void> {
    await this.#process?.end('SIGINT');
    await removeFolder(this.folder);
  }
}

const childrenOf = (pid: number | undefined): number[] =>
  pid === undefined
    ? []
    : readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

/** Resolves when it is gone. */
async function killed(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Debian keeps the server's programs by version, outside PATH. */
function program(name: string): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const version = versions.find((candidate) => existsSync(join(root, candidate, 'bin', name)));
  if (!version) throw new Error(`PostgreSQL is not installed: ${root}/*/bin/${name} is missing`);
  return join(root, version, 'bin', name);
}

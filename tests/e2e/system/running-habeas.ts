import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Audience } from '#protocol';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

const project = resolve(import.meta.dirname, '../../..');

/** What `npm start` prints when all is ready, read back. */
export interface StartFacts {
  passwords: Record<string, string>;
  enrolmentCode: string;
  seal: string;
  metrics: string;
}

/** The whole of Habeas as `npm start` brings it up, inside a namespace, with a data folder of its own. */
export class RunningHabeas {
  private constructor(
    readonly namespace: TestNamespace,
    readonly data: string,
    readonly port: number,
    readonly child: ChildProcess,
    readonly facts: StartFacts & { readonly domain: string; readonly scheme: string },
  ) {}

  static async start(
    namespace: TestNamespace,
    data?: string,
    before: Partial<StartFacts> = {},
    mediaAddress = namespace.address,
    more: { args?: string[]; env?: Record<string, string> } = {},
  ): Promise<RunningHabeas> {
    const folder = data ?? (await mkdtemp(join(tmpdir(), 'habeas-e2e-')));
    // Nothing else listens in a namespace of the test's own, so the default port is free.
    const env = {
      ...process.env,
      HABEAS_DATA: folder,
      HABEAS_PORT: '3000',
      HABEAS_MEDIA_ADDRESS: mediaAddress,
      ...more.env,
    };
    // In reality the browsers are other machines: what they encode here may not hold up the house.
    const command = ['nice', '-n', '-10', process.execPath, 'apps/runner/start.mjs', ...(more.args ?? [])];
    const child = namespace.spawn(command, {
      cwd: project,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const said = await untilTable(child);
    return new RunningHabeas(namespace, folder, 3000, child, { ...readTable(said), ...before });
  }

  url(audience: Audience, path = '/'): string {
    return `${this.facts.scheme}://${audience}.${this.facts.domain}:${this.port}${path}`;
  }

  /** Runs a program inside the namespace and answers what it printed. */
  async inside(argv: string[]): Promise<string> {
    return (await this.namespace.run(argv)).stdout;
  }

  /** kill -9 of every program of this house whose command line has these words; how many they were. */
  async kill(words: string): Promise<number> {
    const pids = await this.namespace.processes();
    const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    const found = pids.filter((_, index) => lines[index]!.replaceAll('\0', ' ').includes(words));
    for (const pid of found) process.kill(pid, 'SIGKILL');
    return found.length;
  }

  /** Ctrl-C: what a person does. Keeps the data for another start. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGINT');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}

/** Resolves with all that was printed, once the last row of the table is there. */
function untilTable(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/^ +stop +Ctrl-C$/m.test(said)) done(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${said}`)));
  });
}

function readTable(said: string): RunningHabeas['facts'] {
  const passwords: Record<string, string> = {};
  for (const [, name, password] of said.matchAll(/(\S+) +\S+ +password (\S+)$/gm)) passwords[name!] = password!;
  const row = (name: string): string => new RegExp(`^ +${name} +(.+)$`, 'm').exec(said)?.[1] ?? '';
  const [, scheme = 'http', domain = 'localhost'] = /^ +desk +(https?):\/\/desk\.([^:]+):/m.exec(said) ?? [];
  return {
    scheme,
    domain,
    passwords,
    enrolmentCode: row('kiosk code').split(' ')[0] ?? '',
    seal: row('seal'),
    metrics: row('metrics'),
  };
}

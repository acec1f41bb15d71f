import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mirrorEnvironment } from './machine-mirror.js';

const ENTER = fileURLToPath(new URL('enter.sh', import.meta.url));
/** Dies with this process, however that ends. */
const BOUND = ['--pdeathsig', 'KILL', '--'];

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

export interface BoxProcess {
  readonly uid: number;
  readonly command: string;
}

/**
 * A machine of its own in namespaces (mounts, processes, users' view of names, network), on a root folder that stays
 * unchanged below an overlay. It reaches the outside through slirp4netns, so nothing of this machine's network changes.
 */
export class BareBox {
  private constructor(
    private readonly holder: ChildProcess,
    private readonly line: ChildProcess,
    private readonly init: number,
  ) {}

  /** `folder/upper` may hold files already. */
  static async enter(base: string, folder: string): Promise<BareBox> {
    for (const name of ['upper', 'work', 'root']) await mkdir(join(folder, name), { recursive: true });
    const namespaces = ['--mount', '--pid', '--uts', '--ipc', '--net', '--fork', '--kill-child=KILL'];
    const holder = spawn('setpriv', [...BOUND, 'unshare', ...namespaces, 'bash', ENTER, base, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await spoken(holder, holder.stdout as NodeJS.ReadableStream, 'The bare machine');
    const init = Number(readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim());
    const options = ['--configure', '--mtu=65520', '--disable-host-loopback', '--ready-fd=3'];
    const line = spawn('setpriv', [...BOUND, 'slirp4netns', ...options, String(init), 'tap0'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const box = new BareBox(holder, line, init);
    try {
      await spoken(line, line.stdio[3] as NodeJS.ReadableStream, 'slirp4netns');
    } catch (error) {
      await box.close();
      throw error;
    }
    return box;
  }

  /** Starts a shell line inside, with an environment like that of a login. */
  spawn(line: string, environment: Record<string, string> = {}): ChildProcess {
    return spawn('nsenter', ['--all', '--target', String(this.init), 'bash', '-c', line], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: '/root',
        TERM: 'dumb',
        LANG: 'C.UTF-8',
        ...mirrorEnvironment(),
        ...environment,
      },
    });
  }

  /** Runs a shell line inside to its end. */
  async run(line: string, environment: Record<string, string> = {}): Promise<Ran> {
    const child = this.spawn(line, environment);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        output += data.toString();
      });
    }
    child.stdin?.end();
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, output };
  }

  /** Every process inside; those that have ended and wait for their parent are not there. */
  processes(): BoxProcess[] {
    const proc = `/proc/${this.init}/root/proc`;
    const pids = readdirSync(proc).filter((name) => /^\d+$/.test(name));
    return pids.flatMap((pid) => {
      try {
        const command = readFileSync(join(proc, pid, 'cmdline'), 'utf8')
          .replaceAll('\0', ' ')
          .trim();
        const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(join(proc, pid, 'status'), 'utf8'))?.[1]);
        return command === '' ? [] : [{ uid, command }];
      } catch {
        return [];
      }
    });
  }

  /** Where something listens: `tcp 0100007F:0BB8`, `udp …`, `unix /path`; sorted. */
  sockets(): string[] {
    const rows = (name: string) =>
      readFileSync(`/proc/${this.init}/net/${name}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((row) => row.trim().split(/\s+/));
    const tcp = ['tcp', 'tcp6'].flatMap((name) =>
      rows(name).flatMap((row) => (row[3] === '0A' ? [`tcp ${row[1]}`] : [])),
    );
    const udp = ['udp', 'udp6'].flatMap((name) => rows(name).flatMap((row) => (row[1] ? [`udp ${row[1]}`] : [])));
    const unix = rows('unix').flatMap((row) => (row[3] === '00010000' && row[7] ? [`unix ${row[7]}`] : []));
    return [...tcp, ...udp, ...unix].sort();
  }

  async close(): Promise<void> {
    for (const child of [this.line, this.holder]) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    await untilGone(this.init);
  }
}

/** The first process is killed with its parent; the kernel ends all others before it is gone. */
async function untilGone(pid: number): Promise<void> {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((wait) => setTimeout(wait, 20));
  }
  execFileSync('kill', ['-KILL', String(pid)]);
}

async function spoken(child: ChildProcess, stream: NodeJS.ReadableStream, name: string): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${name} cannot start.`);
  });
  await Promise.race([once(stream, 'data'), ended]);
  ended.catch(() => undefined);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const POWER = fileURLToPath(new URL('power.sh', import.meta.url));
const BOOT_MS = 60_000;

/**
 * A machine of its own that Debian's systemd has booted, on this machine's programs: namespaces, a cgroup, a disk in
 * memory, the checkout at /opt/habeas. Nothing in it reaches this machine, and nothing of it stays. Needs root.
 */
export class BootedDebian {
  private first = 0;

  private constructor(
    private readonly power: ChildProcess,
    private readonly folder: string,
    private readonly cgroup: string,
  ) {}

  /** Resolves when the boot is over and no unit has failed. @throws Error with what systemd says. */
  static async boot(checkout = resolve('.')): Promise<BootedDebian> {
    if (process.getuid?.() !== 0) throw new Error('This test needs root: it boots a machine. Run it as root.');
    const folder = mkdtempSync(join(tmpdir(), 'habeas-booted-'));
    const cgroup = join(unifiedCgroups(), basename(folder));
    mkdirSync(cgroup);
    const mains = ['unshare', '--mount', 'bash', POWER, folder, cgroup, checkout];
    const power = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...mains], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const made = new BootedDebian(power, folder, cgroup);
    try {
      await made.untilUp();
      return made;
    } catch (error) {
      await made.remove();
      throw error;
    }
  }

  /** Id of its first process, as this machine counts. */
  get init(): number {
    return this.first;
  }

  /** Its file `path`, as this machine names it. */
  at(path: string): string {
    return join(`/proc/${this.first}/root`, path);
  }

  /** Runs a shell line as root at a login there. @throws Error with what it printed when it fails. */
  async run(line: string): Promise<string> {
    const { status, output } = await this.attempt(line);
    if (status !== 0) throw new Error(`${line}\nended with status ${status}:\n${output}`);
    return output;
  }

  async attempt(line: string): Promise<{ status: number | null; output: string }> {
    const child = spawn('nsenter', ['--all', '--target', String(this.first), 'bash', '-c', line], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8', SYSTEMD_COLORS: '0' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString();
      });
    }
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, output: output.trim() };
  }

  /** This machine's id of the main process of a unit. @throws Error when the unit runs nothing. */
  async mainProcess(unit: string): Promise<number> {
    const inside = await this.run(`systemctl show --property=MainPID --value ${unit}`);
    const found = descendants(this.first).find((pid) => idInside(pid) === Number(inside));
    if (found === undefined) throw new Error(`${unit} runs no process.`);
    return found;
  }

  async reboot(): Promise<void> {
    const before = this.first;
    await this.attempt('systemctl reboot');
    await until(() => this.findInit() !== before, 'it shuts down');
    await this.untilUp();
  }

  async remove(): Promise<void> {
    if (this.power.exitCode === null && this.power.signalCode === null) {
      const ended = once(this.power, 'exit');
      this.power.kill('SIGKILL');
      await ended;
    }
    await until(() => removeCgroup(this.cgroup), 'its processes are gone');
    await rm(this.folder, { recursive: true, force: true });
  }

  private findInit(): number {
    const [holder = 0] = this.power.pid === undefined ? [] : childrenOf(this.power.pid);
    return holder === 0 ? 0 : (childrenOf(holder)[0] ?? 0);
  }

  private async untilUp(): Promise<void> {
    await until(() => {
      if (this.power.exitCode !== null) throw new Error('The machine did not boot; what it said is above.');
      const init = this.findInit();
      return nameOf(init) === 'systemd';
    }, 'systemd starts');
    this.first = this.findInit();
    let state = '';
    await until(async () => {
      state = (await this.attempt('systemctl is-system-running')).output;
      return state === 'running' || state === 'degraded';
    }, 'it has booted');
    if (state === 'degraded') throw new Error(await this.run('systemctl --failed --no-pager --plain'));
  }
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + BOOT_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`The machine: waited in vain until ${what}.`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/** Where this machine keeps the cgroups that systemd can use. */
function unifiedCgroups(): string {
  const mounted = readFileSync('/proc/self/mounts', 'utf8');
  const found = /^\S+ (\S+) cgroup2 /m.exec(mounted)?.[1];
  if (found === undefined) throw new Error('This machine has no cgroup2 mounted; systemd cannot boot without it.');
  return found;
}

function removeCgroup(path: string): boolean {
  try {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isDirectory()) removeCgroup(join(path, entry.name));
    }
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function descendants(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** The id that a process has in the machine (not in a cage inside the machine). */
function idInside(pid: number): number {
  try {
    const ids = /^NSpid:\s+(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
    return Number(ids.split(/\s+/)[1]);
  } catch {
    return 0;
  }
}

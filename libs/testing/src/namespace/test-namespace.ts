import { type ChildProcess, execFile, spawn, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A network namespace of a test's own: loopback up and a veth pair inside, one end with `address` (Janus skips
 * loopback for ICE). Nothing in it reaches the machine's network and nothing outside reaches it.
 * Needs root; says so otherwise. `remove()` takes away all that `create()` made, and kills what still runs inside.
 */
export class TestNamespace {
  private constructor(
    readonly name: string,
    /** IPv4 address of the media interface inside, e.g. `10.77.8.1`. */
    readonly address: string,
    readonly interfaceName: string,
  ) {}

  /** One that something else makes and takes away. */
  static at(name: string, address: string, interfaceName: string): TestNamespace {
    return new TestNamespace(name, address, interfaceName);
  }

  static async create(): Promise<TestNamespace> {
    if (process.getuid?.() !== 0)
      throw new Error('This test needs root: it makes a network namespace. Run it as root.');
    const tag = randomBytes(4).toString('hex');
    const name = `habeas-${tag}`;
    const address = `10.77.${1 + ((randomBytes(1)[0] as number) % 254)}.1`;
    const made = new TestNamespace(name, address, 'media0');
    await run('ip', ['netns', 'add', name]);
    try {
      await made.run(['ip', 'link', 'set', 'lo', 'up']);
      await made.run(['ip', 'link', 'add', 'media0', 'type', 'veth', 'peer', 'name', 'media1']);
      await made.run(['ip', 'addr', 'add', `${address}/24`, 'dev', 'media0']);
      await made.run(['ip', 'link', 'set', 'media0', 'up']);
      await made.run(['ip', 'link', 'set', 'media1', 'up']);
      await made.run(['ip', 'route', 'add', 'default', 'dev', 'media0']);
    } catch (error) {
      await made.remove();
      throw error;
    }
    return made;
  }

  /** `argv` as it runs inside the namespace. */
  command(argv: string[]): string[] {
    return ['ip', 'netns', 'exec', this.name, ...argv];
  }

  /** Starts `argv` inside; `ip netns exec` becomes the program, so its pid is the program's. */
  spawn(argv: string[], options: SpawnOptions = {}): ChildProcess {
    const [program, ...rest] = this.command(argv) as [string, ...string[]];
    return spawn(program, rest, options);
  }

  /** Runs `argv` inside to its end. Rejects, with what it printed, when it fails. */
  async run(argv: string[]): Promise<{ stdout: string; stderr: string }> {
    const [program, ...rest] = this.command(argv) as [string, ...string[]];
    return run(program, rest);
  }

  /** Ids of processes whose network is this namespace. */
  async processes(): Promise<number[]> {
    const { stdout } = await run('ip', ['netns', 'pids', this.name]);
    return stdout.split('\n').filter(Boolean).map(Number);
  }

  async remove(): Promise<void> {
    for (const pid of await this.processes().catch(() => [])) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended by itself
      }
    }
    await run('ip', ['netns', 'delete', this.name]);
  }
}

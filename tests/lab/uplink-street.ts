import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Programs } from '../../apps/link-agent/src/programs.js';
import { TestNamespace } from '../../libs/testing/src/namespace/index.js';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('uplink-street.sh', import.meta.url));

export type Place = 'facility' | 'router' | 'line' | 'court';

/** Facility, router, line and court of uplink-street.sh, for a test. */
export class UplinkStreet {
  readonly facility = '10.80.1.2';
  readonly court = '10.80.3.1';
  /** Of the router, towards the line. */
  readonly device = 'wan';

  private constructor(private readonly name: string) {}

  /** `kbps`: of the line, in each direction. */
  static async open(kbps: number): Promise<UplinkStreet> {
    const street = new UplinkStreet(randomBytes(3).toString('hex'));
    try {
      await run('sh', [SCRIPT, 'open', street.name, String(kbps)]);
    } catch (error) {
      await street.close();
      throw error;
    }
    return street;
  }

  /** Facility or court, as others take a namespace. */
  end(place: 'facility' | 'court'): TestNamespace {
    const [address, device] = place === 'facility' ? [this.facility, 'lan'] : [this.court, 'wan'];
    return TestNamespace.at(this.namespace(place), address, device);
  }

  namespace(place: Place): string {
    return `habeas-${this.name}-${place}`;
  }

  command(place: Place, argv: readonly string[]): string[] {
    return ['ip', 'netns', 'exec', this.namespace(place), ...argv];
  }

  async run(place: Place, argv: readonly string[]): Promise<string> {
    const [program, ...rest] = this.command(place, argv) as [string, ...string[]];
    return (await run(program, rest)).stdout;
  }

  spawn(place: Place, argv: readonly string[]): ChildProcess {
    const [program, ...rest] = this.command(place, argv) as [string, ...string[]];
    return spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  /** The programs of the link agent, as they run on the router. */
  get programs(): Programs {
    const at = (program: string) => this.command('router', [`/usr/sbin/${program}`]);
    return { ip: at('ip'), tc: at('tc'), nft: at('nft') };
  }

  async close(): Promise<void> {
    await run('sh', [SCRIPT, 'close', this.name]);
  }
}

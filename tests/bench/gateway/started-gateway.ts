import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RealJanus } from '../../medium/gateway/real-janus.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import type { GatewayStanding, GatewayWish } from './gateway-process.js';

/** The gateway as a process of its own, in front of a real Janus. */
export class StartedGateway {
  private constructor(
    private readonly child: ChildProcess,
    readonly standing: GatewayStanding,
  ) {}

  /** `socket`: where it finds Janus's API, if not at Janus itself. */
  static async start(
    janus: RealJanus,
    wish: Omit<GatewayWish, 'contact'>,
    { socket = janus.contact.apiSocket, namespace }: { socket?: string; namespace?: TestNamespace } = {},
  ): Promise<StartedGateway> {
    const contact = join(janus.folder, 'contact.json');
    await writeFile(contact, JSON.stringify({ ...CONTACT, ...janus.contact, apiSocket: socket }), { mode: 0o600 });
    const argv = [process.execPath, 'tests/bench/gateway/serve.mjs', JSON.stringify({ ...wish, contact })];
    const [program, ...rest] = (namespace?.command(argv) ?? argv) as [string, ...string[]];
    const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the gateway ended with ${code}`);
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    ended.catch(() => undefined);
    return new StartedGateway(child, JSON.parse(line) as GatewayStanding);
  }

  get pid(): number {
    return this.child.pid!;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }
}

/** What of a contact the gateway does not look at. */
const CONTACT = {
  version: 1,
  pid: 1,
  mediaAddress: '127.0.0.1',
  mediaPorts: [42000, 42100],
  janusVersion: '1.1.2',
  janusOutdated: true,
  profile: { profile: 'demo', missing: [] },
  configHash: '0'.repeat(64),
  startedAt: new Date(0).toISOString(),
};

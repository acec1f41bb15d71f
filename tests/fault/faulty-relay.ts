import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { RelayPass } from '#protocol';
import { StartedRelay } from '../medium/relay/started-relay.js';
import type { FaultyPlane } from './faulty-plane.js';

/** The real launcher with Debian's coturn beside the real plane, to be killed, stopped and started again. */
export class FaultyRelay {
  private constructor(
    private readonly plane: FaultyPlane,
    private relay: StartedRelay,
  ) {}

  static async start(plane: FaultyPlane): Promise<FaultyRelay> {
    const relay = StartedRelay.in(await StartedRelay.folder(), plane.namespace, plane.contactFile);
    await relay.contact();
    return new FaultyRelay(plane, relay);
  }

  get contactFile(): string {
    return this.relay.contactFile;
  }

  /** Of coturn, not of its launcher. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    const found = (await this.plane.namespace.processes()).filter(
      (pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'turnserver\n',
    );
    if (found.length !== 1) throw new Error(`coturn runs ${found.length} times`);
    process.kill(found[0] as number, signal);
  }

  /** coturn, at once; its launcher ends with it, and whoever started that starts it again. */
  async kill(): Promise<void> {
    const ended = once(this.relay.child, 'exit');
    await this.signal('SIGKILL');
    await ended;
  }

  stop(): Promise<void> {
    return this.relay.stop();
  }

  async back(): Promise<void> {
    this.relay = StartedRelay.in(this.relay.folder, this.plane.namespace, this.plane.contactFile);
    await this.relay.contact();
  }

  /** What coturn answers to an allocation with these credentials: `ok`, `silent`, or the code of its error. */
  async allocates(pass: RelayPass | undefined): Promise<number | string> {
    if (pass === undefined) return 'no credentials';
    const { namespace } = this.plane;
    const client = [process.execPath, 'tests/medium/relay/turn-client.mjs', namespace.address, '3478'];
    const { stdout } = await namespace.run([...client, pass.username, pass.credential]);
    const { without, allocate } = JSON.parse(stdout) as { without: number | string; allocate: number | string };
    return without === 401 ? allocate : without;
  }

  async remove(): Promise<void> {
    await this.relay.stop();
    await rm(this.relay.folder, { recursive: true, force: true });
  }
}

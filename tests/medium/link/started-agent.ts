import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { UplinkStreet } from '../../lab/uplink-street.js';
import { bundle } from '../booth-plane/bundle.js';

const NOBODY = 65_534;
/** As the unit starts it: a user of its own and one right. */
const ONE_RIGHT = [
  ['/usr/bin/setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs'],
  ['--inh-caps=-all,+net_admin', '--ambient-caps=-all,+net_admin', '--bounding-set=-all,+net_admin', '--'],
].flat();

/** The program itself, as nobody with CAP_NET_ADMIN, on the street's router. */
export class StartedAgent {
  output = '';

  private constructor(
    readonly folder: string,
    readonly child: ChildProcess,
  ) {
    child.stdout?.on('data', (data: Buffer) => (this.output += data.toString()));
  }

  static async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'hlink-'));
    await bundle('apps/link-agent/src/main.ts', join(folder, 'main.mjs'));
    await chown(folder, NOBODY, NOBODY);
    await chmod(folder, 0o755);
    return folder;
  }

  /** Resolves once it takes plans. */
  static async start(street: UplinkStreet, folder: string, more: readonly string[] = []): Promise<StartedAgent> {
    const settings = [`HABEAS_LINK_DEVICE=${street.device}`, `HABEAS_LINK_FOLDER=${folder}`, ...more];
    const program = [process.execPath, join(folder, 'main.mjs')];
    const started = new StartedAgent(folder, street.spawn('router', [...ONE_RIGHT, 'env', ...settings, ...program]));
    const ended = once(started.child, 'exit');
    while (!started.output.includes('ready: ')) {
      const more = once(started.child.stdout as NodeJS.ReadableStream, 'data');
      await Promise.race([more, ended.then(() => Promise.reject(new Error(`It ended: ${started.output}`)))]);
    }
    return started;
  }

  get socket(): string {
    return join(this.folder, 'agent.sock');
  }

  /** Sends a line and answers what came back. */
  async say(line: string): Promise<Record<string, unknown>> {
    const socket = connect(this.socket);
    socket.write(`${line}\n`);
    return JSON.parse(await text(socket)) as Record<string, unknown>;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }

  static async remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }
}

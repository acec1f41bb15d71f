import { connect } from 'node:net';
import { join } from 'node:path';
import { type Unprivileged, privateFolder, removeFolder, unprivileged } from './private-folder.js';
import { TestProcess } from './test-process.js';

/** A private Redis on a Unix socket in a temporary folder; no TCP, nothing kept on disk. */
export class TestRedis {
  #process: TestProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly user: Unprivileged | undefined,
  ) {}

  static async start(): Promise<TestRedis> {
    const user = unprivileged('redis');
    const server = new TestRedis(await privateFolder('hrd-', user), user);
    await server.resume();
    return server;
  }

  get socket(): string {
    return join(this.folder, 'redis.sock');
  }

  /** Ends the server; everything in it is lost. `resume` starts an empty one at the same path. */
  async crash(): Promise<void> {
    await this.#process?.end('SIGKILL');
    this.#process = undefined;
  }

  /** SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.#process?.signal(signal);
  }

  async resume(): Promise<void> {
    const settings = ['--port', '0', '--unixsocket', this.socket, '--unixsocketperm', '700'];
    settings.push('--save', '', '--appendonly', 'no', '--dir', this.folder);
    this.#process = new TestProcess('redis-server', settings, this.user);
    await this.#process.until(async () => (await this.send('PING')).startsWith('+PONG'));
  }

  /** One inline command (`FLUSHALL`), one raw answer. */
  send(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.socket);
      socket.once('error', reject);
      socket.once('data', (answer) => {
        socket.end();
        resolve(answer.toString());
      });
      socket.write(`${command}\r\n`);
    });
  }

  async stop(): Promise<void> {
    await this.#process?.end();
    await removeFolder(this.folder);
  }
}

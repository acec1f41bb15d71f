import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestNamespace } from '../namespace/index.js';

const PROGRAM = `
const net = require('node:net');
const [path, host, port] = process.argv.slice(1);
const server = net.createServer((inside) => {
  const outside = net.connect(path);
  inside.setNoDelay(true);
  inside.pipe(outside).pipe(inside);
  inside.on('error', () => outside.destroy());
  outside.on('error', () => inside.destroy());
});
server.listen(Number(port), host, () => console.log(server.address().port));
`;

/**
 * A TCP port inside a namespace that leads to a Unix socket: sockets of the file system know no namespaces, so the
 * test's own server needs no network at all. A number instead of a path: a port of the loopback address inside.
 */
export class SocketDoor {
  private constructor(
    readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async open(namespace: TestNamespace, path: string, host = '127.0.0.1', port = 0): Promise<SocketDoor> {
    const argv = [process.execPath, '-e', PROGRAM, path, host, String(port)];
    const child = namespace.spawn(argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    return new SocketDoor(child, Number(line.toString()));
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { SocketDoor } from '../../libs/testing/src/browser/index.js';
import type { TestNamespace } from '../../libs/testing/src/namespace/index.js';
import type { FaultHouse } from './fault-house.js';

/** The facility as browsers inside a namespace reach it: at one port, wherever it listens after a restart. */
export class HouseDoor {
  private constructor(
    private readonly server: Server,
    private readonly door: SocketDoor,
  ) {}

  /** `folder`: of the test's own, for a socket. */
  static async open(namespace: TestNamespace, folder: string, house: FaultHouse): Promise<HouseDoor> {
    const path = join(folder, 'house.sock');
    const server = createServer((inside) => {
      const outside = connect(house.port, '127.0.0.1');
      inside.pipe(outside).pipe(inside);
      inside.on('error', () => outside.destroy());
      outside.on('error', () => inside.destroy());
    }).listen(path);
    await once(server, 'listening');
    return new HouseDoor(server, await SocketDoor.open(namespace, path));
  }

  get port(): number {
    return this.door.port;
  }

  async close(): Promise<void> {
    await this.door.close();
    this.server.close();
  }
}

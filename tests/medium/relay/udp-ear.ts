import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

const PROGRAM = `
const { createSocket } = require('node:dgram');
const socket = createSocket('udp4');
socket.on('message', (data, from) => console.log(String(data), 'from', from.address));
socket.bind(Number(process.argv[2]), process.argv[1], () => console.log('bound'));
`;

/** Hears what arrives at a UDP port inside a namespace. */
export class UdpEar {
  heard = '';

  private constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (data: Buffer) => (this.heard += data.toString()));
  }

  static async open(namespace: TestNamespace, address: string, port: number): Promise<UdpEar> {
    const argv = [process.execPath, '-e', PROGRAM, address, String(port)];
    const child = namespace.spawn(argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    return new UdpEar(child);
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { SocketDoor } from '../../../libs/testing/src/browser/index.js';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** A folder of built pages, served at a port of a namespace. */
export class ServedFolder {
  private constructor(
    private readonly server: Server,
    private readonly door: SocketDoor,
  ) {}

  static async open(near: TestNamespace, folder: string): Promise<ServedFolder> {
    const server = createServer((request, response) => {
      const path = request.url === '/' ? '/index.html' : (request.url as string);
      readFile(join(folder, path)).then(
        (bytes) => response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    const socket = `${folder}.sock`;
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    return new ServedFolder(server, await SocketDoor.open(near, socket, '0.0.0.0'));
  }

  /** A secure context in Chromium, wherever `*.localhost` leads. */
  get origin(): string {
    return `http://plain.localhost:${this.door.port}`;
  }

  async close(): Promise<void> {
    await this.door.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

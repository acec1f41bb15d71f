import { createServer, type Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

/** When a request passed on its way to Janus, and when its answers came back; milliseconds of `performance.now()`. */
export interface Passed {
  readonly out: number;
  readonly back: Map<string, number>;
}

/** The gateway marks a browser's transactions with `c:` on their way to Janus. */
const TRANSACTION = /"transaction":\s*"c:([^"]+)"/;
const WORD = /"janus":\s*"([a-z]+)"/;

/** Stands between a gateway and Janus, passes all frames on as they are, and notes when each passed. */
export class TimingRelay {
  /** By the transaction that the browser gave. */
  readonly passed = new Map<string, Passed>();

  private constructor(private readonly server: Server) {}

  static async open(path: string, janus: string): Promise<TimingRelay> {
    const server = createServer();
    const relay = new TimingRelay(server);
    const sockets = new WebSocketServer({ server, perMessageDeflate: false });
    sockets.on('connection', (socket) => relay.#connect(socket, janus));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return relay;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #connect(gateway: WebSocket, janus: string): void {
    const upstream = new WebSocket(`ws+unix:${janus}:/`, 'janus-protocol', { perMessageDeflate: false });
    const waiting: string[] = [];
    gateway.on('message', (data: Buffer) => {
      const text = data.toString();
      const transaction = TRANSACTION.exec(text)?.[1];
      if (transaction !== undefined) this.passed.set(transaction, { out: performance.now(), back: new Map() });
      if (upstream.readyState === WebSocket.OPEN) upstream.send(text);
      else waiting.push(text);
    });
    upstream.on('open', () => waiting.forEach((text) => upstream.send(text)));
    upstream.on('message', (data: Buffer) => {
      const at = performance.now();
      const text = data.toString();
      const transaction = TRANSACTION.exec(text)?.[1];
      if (transaction !== undefined) this.passed.get(transaction)?.back.set(WORD.exec(text)?.[1] ?? '', at);
      gateway.send(text);
    });
    for (const [one, other] of [
      [gateway, upstream],
      [upstream, gateway],
    ] as const) {
      one.on('close', () => other.terminate());
      one.on('error', () => one.terminate());
    }
  }
}

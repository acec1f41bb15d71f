import { WebSocket } from 'ws';
import { z } from 'zod';
import { JanusError } from './janus-error.js';

/** A frame of the Janus protocol as it came; only `janus` is known to be there. */
export type JanusFrame = { readonly janus: string; readonly [field: string]: unknown };

const Frame = z.looseObject({ janus: z.string() });
const Failure = z.object({ error: z.object({ code: z.number(), reason: z.string() }) });

export interface WireClientOptions {
  /** Absolute path of the Unix socket. */
  readonly socketPath: string;
  /** `janus-protocol`, or `janus-admin-protocol` for the Admin socket. */
  readonly subprotocol?: string;
  /** Added to every frame: `apisecret` or `admin_secret`. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Milliseconds until `no-answer`. */
  readonly timeout?: number;
}

/** Why the connection ended; `asked` when close() was called. */
export type ClosedReason = 'asked' | 'lost';

/** First tier: one WebSocket to Janus, transactions answered in any order, events handed on in order. */
export class WireClient {
  readonly #waiting = new Map<
    string,
    { resolve: (frame: JanusFrame) => void; reject: (error: JanusError) => void; timer: NodeJS.Timeout }
  >();
  #serial = 0;
  #closed: ClosedReason | undefined;
  /** Frames without a waiting transaction: events. Set before the first request. */
  onEvent: (frame: JanusFrame) => void = () => {};
  onClosed: (reason: ClosedReason) => void = () => {};

  private constructor(
    private readonly socket: WebSocket,
    private readonly options: WireClientOptions,
  ) {
    socket.on('message', (data: Buffer, binary) => {
      if (!binary) this.#receive(data.toString('utf8'));
    });
    socket.on('close', () => this.#end('lost'));
    socket.on('error', () => socket.terminate());
  }

  /** Rejects with `plane-down` when there is nobody at the socket, `no-answer` when it does not accept in time. */
  static async connect(options: WireClientOptions): Promise<WireClient> {
    const socket = new WebSocket(`ws+unix:${options.socketPath}:/`, options.subprotocol ?? 'janus-protocol', {
      perMessageDeflate: false,
      maxPayload: 1 << 20,
      handshakeTimeout: options.timeout ?? 5000,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', () => reject(new JanusError('plane-down', 'Janus cannot be reached')));
    });
    socket.removeAllListeners('error');
    return new WireClient(socket, options);
  }

  get closed(): ClosedReason | undefined {
    return this.#closed;
  }

  /** Sends one request and resolves with its first answer (`success` or `ack`, as Janus documents for the verb). */
  request(frame: Record<string, unknown>): Promise<JanusFrame> {
    if (this.#closed !== undefined)
      return Promise.reject(new JanusError('plane-down', 'the connection to Janus is closed'));
    const transaction = `h${(this.#serial += 1)}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(transaction);
        reject(new JanusError('no-answer', `Janus did not answer "${String(frame['janus'])}" in time`));
      }, this.options.timeout ?? 5000);
      this.#waiting.set(transaction, { resolve, reject, timer });
      this.send({ ...frame, transaction });
    });
  }

  /** Sends a frame whose `transaction` the caller owns; its answers arrive at onEvent. */
  send(frame: Record<string, unknown>): void {
    this.socket.send(JSON.stringify({ ...frame, ...this.options.credentials }));
  }

  /** Bytes that wait to be written; for backpressure. */
  get pending(): number {
    return this.socket.bufferedAmount;
  }

  close(): void {
    this.#end('asked');
    this.socket.close();
    setTimeout(() => this.socket.terminate(), 1000).unref();
  }

  #receive(text: string): void {
    let frame: JanusFrame;
    try {
      frame = Frame.parse(JSON.parse(text));
    } catch {
      return;
    }
    const transaction = frame['transaction'];
    // Janus may send the event of a request before its `ack`.
    const waiting =
      typeof transaction === 'string' && frame.janus !== 'event' ? this.#waiting.get(transaction) : undefined;
    if (waiting === undefined) return this.onEvent(frame);
    this.#waiting.delete(transaction as string);
    clearTimeout(waiting.timer);
    if (frame.janus !== 'error') return waiting.resolve(frame);
    const failure = Failure.safeParse(frame);
    waiting.reject(
      failure.success
        ? new JanusError('refused', failure.data.error.reason, failure.data.error.code)
        : new JanusError('malformed', 'Janus answered an error without a code'),
    );
  }

  #end(reason: ClosedReason): void {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new JanusError('plane-down', 'the connection to Janus closed'));
    }
    this.#waiting.clear();
    this.onClosed(reason);
  }
}

import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { TimingRelay } from './timing-relay.js';

/** Milliseconds of one frame: in the gateway on both ways together, and in Janus. */
export interface Sample {
  readonly gateway: number;
  readonly janus: number;
}

interface Pending {
  readonly sent: number;
  /** The answer that ends it. */
  readonly word: string;
}

/** One browser at the gateway that sends the frames of a page in court, one after another, at a steady pace. */
export class PacedCaller {
  readonly samples: Sample[] = [];
  readonly #pending = new Map<string, Pending>();
  readonly #answers = new Map<string, (frame: Record<string, unknown>) => void>();
  #serial = 0;
  #session = 0;
  #handle = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly name: string,
    private readonly token: string,
    private readonly relay: TimingRelay,
  ) {
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as Record<string, unknown>));
  }

  /** Connects and joins its room. */
  static async join(port: number, name: string, token: string, relay: TimingRelay): Promise<PacedCaller> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/hearing-janus`, 'janus-protocol', {
      perMessageDeflate: false,
    });
    const caller = new PacedCaller(socket, name, token, relay);
    await once(socket, 'open');
    caller.#session = idOf(await caller.#ask({ janus: 'create' }));
    const attach = { janus: 'attach', plugin: 'janus.plugin.videoroom', session_id: caller.#session };
    caller.#handle = idOf(await caller.#ask(attach));
    await caller.#ask(caller.#message({ request: 'join', ptype: 'publisher' }), 'event');
    return caller;
  }

  /** How many were sent and not answered. */
  get unanswered(): number {
    return this.#pending.size;
  }

  /** The next frame of what a page sends beside its descriptions. */
  sendNext(): void {
    const at = this.#serial % FRAMES.length;
    const [word, make] = FRAMES[at]!;
    const transaction = this.#transaction();
    this.#pending.set(transaction, { sent: performance.now(), word });
    this.#send(make(this.#session, this.#handle), transaction);
  }

  close(): void {
    this.socket.terminate();
  }

  #take(frame: Record<string, unknown>): void {
    const now = performance.now();
    const transaction = String(frame['transaction']);
    const pending = this.#pending.get(transaction);
    if (pending === undefined) return this.#answers.get(`${transaction} ${String(frame['janus'])}`)?.(frame);
    if (frame['janus'] !== pending.word) {
      if (frame['janus'] === 'error') throw new Error(JSON.stringify(frame));
      return;
    }
    this.#pending.delete(transaction);
    const passed = this.relay.passed.get(transaction);
    const back = passed?.back.get(pending.word);
    if (passed === undefined || back === undefined) throw new Error(`answered without Janus: ${JSON.stringify(frame)}`);
    this.relay.passed.delete(transaction);
    const janus = back - passed.out;
    this.samples.push({ gateway: now - pending.sent - janus, janus });
  }

  #ask(frame: Record<string, unknown>, word = 'success'): Promise<Record<string, unknown>> {
    const transaction = this.#transaction();
    const answer = new Promise<Record<string, unknown>>((resolve, reject) => {
      this.#answers.set(`${transaction} ${word}`, resolve);
      this.#answers.set(`${transaction} error`, (error) => reject(new Error(JSON.stringify(error))));
    });
    this.#send(frame, transaction);
    return answer;
  }

  #message(body: Record<string, unknown>): Record<string, unknown> {
    return { janus: 'message', session_id: this.#session, handle_id: this.#handle, body };
  }

  #transaction(): string {
    return `${this.name}-${(this.#serial += 1)}`;
  }

  #send(frame: Record<string, unknown>, transaction: string): void {
    this.socket.send(JSON.stringify({ ...frame, transaction, token: this.token }));
  }
}

const idOf = (frame: Record<string, unknown>): number => (frame['data'] as { id: number }).id;

type Make = (session: number, handle: number) => Record<string, unknown>;
const CANDIDATE = 'candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host generation 0 ufrag abcd network-id 1';

/** With the word of the answer that is waited for. */
const FRAMES: readonly (readonly [word: string, make: Make])[] = [
  ['ack', (session_id) => ({ janus: 'keepalive', session_id })],
  [
    'ack',
    (session_id, handle_id) => ({
      ...{ janus: 'trickle', session_id, handle_id },
      candidate: { candidate: CANDIDATE, sdpMid: '0', sdpMLineIndex: 0 },
    }),
  ],
  [
    'event',
    (session_id, handle_id) => ({
      ...{ janus: 'message', session_id, handle_id },
      body: { request: 'configure', bitrate: 500_000 },
    }),
  ],
];

import { WebSocket } from 'ws';

export type Frame = Record<string, unknown> & { janus: string };

/** A browser's side of a gateway, as hostile as a test wants it. */
export class Party {
  readonly frames: Frame[] = [];
  closedWith: { code: number; reason: string } | undefined;
  #serial = 0;
  session = 0;
  readonly #waiting = new Set<() => void>();

  private constructor(
    readonly socket: WebSocket,
    readonly token: string | undefined,
  ) {
    socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()) as Frame);
      this.#wake();
    });
    socket.on('error', () => {});
    socket.on('close', (code, reason) => {
      this.closedWith = { code, reason: reason.toString() };
      this.#wake();
    });
  }

  /** `more`: further headers. `path`: of the gateway. */
  static async connect(
    port: number,
    token: string | undefined,
    origin = 'http://kiosk.test',
    more: Record<string, string> = {},
    path = '/janus',
  ): Promise<Party> {
    const headers = { origin, ...more };
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, 'janus-protocol', { headers });
    const party = new Party(socket, token);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return party;
  }

  raw(data: string | Buffer): void {
    this.socket.send(data);
  }

  send(frame: Record<string, unknown>): string {
    const transaction = `t${(this.#serial += 1)}`;
    this.raw(JSON.stringify({ transaction, ...(this.token === undefined ? {} : { token: this.token }), ...frame }));
    return transaction;
  }

  /** The first frame, past or coming, that fits. */
  async find(fits: (frame: Frame) => boolean, seconds = 10): Promise<Frame> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const found = this.frames.find(fits);
      if (found !== undefined) return found;
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no such frame; came: ${JSON.stringify(this.frames).slice(-1500)}`);
      await this.#change(left);
    }
  }

  async ask(frame: Record<string, unknown>): Promise<Frame> {
    const transaction = this.send(frame);
    return this.find((answer) => answer['transaction'] === transaction);
  }

  /** Refusal code of the answer, or the answer's word. */
  async outcome(frame: Record<string, unknown>): Promise<string> {
    return wordOf(await this.ask(frame));
  }

  async open(): Promise<number> {
    const made = await this.ask({ janus: 'create' });
    this.session = (made['data'] as { id: number }).id;
    return this.session;
  }

  async attach(): Promise<number> {
    const made = await this.ask({ janus: 'attach', plugin: 'janus.plugin.videoroom', session_id: this.session });
    if (made.janus !== 'success') throw new Error(JSON.stringify(made));
    return (made['data'] as { id: number }).id;
  }

  request(handle: number, body: Record<string, unknown>, jsep?: unknown): Record<string, unknown> {
    const frame = { janus: 'message', session_id: this.session, handle_id: handle, body };
    return jsep === undefined ? frame : { ...frame, jsep };
  }

  async joinPublisher(): Promise<{ handle: number; joined: Frame }> {
    const handle = await this.attach();
    const transaction = this.send(this.request(handle, { request: 'join', ptype: 'publisher' }));
    const joined = await this.find((frame) => frame['transaction'] === transaction && frame.janus === 'event');
    return { handle, joined };
  }

  async closed(): Promise<{ code: number; reason: string }> {
    while (this.closedWith === undefined) await this.#change(10_000);
    return this.closedWith;
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closed();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #change(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

export function wordOf(frame: Frame): string {
  const error = frame['error'] as { refusal?: string; code?: number } | undefined;
  return error === undefined ? frame.janus : (error.refusal ?? `janus ${error.code}`);
}

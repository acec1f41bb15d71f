import { ClientFrame, MAX_SESSION_FRAME, ServerFrame } from '#protocol';

/** Milliseconds without a session channel after which the call ends by itself. */
export const LINK_PATIENCE = 12_000;
/** Close code of a session whose booking was amended while somebody waited. */
const ENTER_ANEW = 4000;
/** Another page or device of the same party has the place: who took it back would lose it again, without end. */
const REPLACED = 4001;
/** RFC 6455: the server is done with this device: the session is over, or the person left it. Nobody comes back from that. */
const DONE = 1000;
const RETRY_AFTER = [100, 300, 700, 1500, 3000];

export interface SessionLinkEvents {
  frame: (frame: ServerFrame) => void;
  /** True: the line is gone, and is being tried again; false: it is back, and `enter` was sent again. */
  held: (held: boolean) => void;
  /**
   * `wrong-state`: the server sent this device away because the booking changed, so its parties must be read anew.
   * `link-lost`: not back within LINK_PATIENCE, closed by the server for good, or another page has the place.
   */
  over: (code: 'wrong-state' | 'link-lost') => void;
}

/** Opens a WebSocket to the session channel; the subprotocol is `habeas-session`. */
export type OpenSocket = (url: string, protocol: string) => WebSocket;

/**
 * The session channel of one device. It carries; it believes nothing: frames that do not fit the schema are dropped.
 * After a drop it comes back by itself and sends `enter` again.
 */
export class SessionLink {
  #socket: WebSocket | undefined;
  #closed = false;
  #entered = false;
  #retries = 0;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting: ClientFrame[] = [];

  constructor(
    readonly url: string,
    readonly booking: string,
    readonly events: SessionLinkEvents,
    readonly openSocket: OpenSocket,
    /** The round that this device can be let into without an offer. */
    readonly holds: () => string | undefined = () => undefined,
  ) {
    this.#open();
  }

  /** The person is here: sends `enter` once, as soon as the line is open, and again after every drop. */
  enter(): void {
    if (this.#entered) return;
    this.#entered = true;
    if (this.#isOpen()) this.#greet();
  }

  /** Sent now, or after the line is back; order is kept. */
  send(frame: ClientFrame): void {
    if (this.#isOpen() && this.#waiting.length === 0) this.#write(frame);
    else if (!this.#closed) this.#waiting.push(frame);
  }

  /** Leaves, and comes back at once as after a drop: the others see it, and the server gives what a returning device gets. */
  renew(): void {
    if (this.#closed || !this.#isOpen()) return;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#dropped();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#patience);
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  #isOpen(): boolean {
    return this.#socket?.readyState === 1;
  }

  #open(): void {
    const socket = this.openSocket(this.url, 'habeas-session');
    this.#socket = socket;
    socket.onopen = () => {
      if (this.#entered && this.#socket === socket) this.#greet();
    };
    socket.onmessage = (event) => this.#socket === socket && this.#read(event.data);
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket || this.#closed) return;
      if (code !== ENTER_ANEW && code !== DONE && code !== REPLACED) return this.#dropped();
      this.close();
      this.events.over(code === ENTER_ANEW ? 'wrong-state' : 'link-lost');
    };
  }

  #greet(): void {
    const holds = this.holds();
    this.#write({ type: 'enter', booking: this.booking, ...(holds === undefined ? {} : { holds }) });
    for (const frame of this.#waiting.splice(0)) this.#write(frame);
    clearTimeout(this.#patience);
    const wasDown = this.#patience !== undefined;
    this.#patience = undefined;
    this.#retries = 0;
    if (wasDown) this.events.held(false);
  }

  #dropped(): void {
    if (this.#entered && this.#patience === undefined) {
      this.#patience = setTimeout(() => {
        this.close();
        this.events.over('link-lost');
      }, LINK_PATIENCE);
      this.events.held(true);
    }
    const wait = RETRY_AFTER[Math.min(this.#retries++, RETRY_AFTER.length - 1)];
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  #read(data: unknown): void {
    if (this.#closed || typeof data !== 'string' || data.length > MAX_SESSION_FRAME) return;
    const frame = parseFrame(data);
    if (frame !== undefined) this.events.frame(frame);
  }

  #write(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }
}

function parseFrame(data: string): ServerFrame | undefined {
  try {
    return ServerFrame.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

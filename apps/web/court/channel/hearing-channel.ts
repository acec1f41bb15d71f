import { type HearingClientFrame, type HearingCommand, HearingServerFrame, MAX_HEARING_FRAME } from '#protocol';
import {
  type ChannelEvent,
  type ChannelState,
  ENTERING,
  isOut,
  nextChannelState,
  withoutRefusal,
} from './channel-state.js';

/** The server gave this seat to a newer connection of the same person. */
const REPLACED = 4001;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

export type ChannelSocket = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
};

export interface ChannelOptions {
  socket: () => ChannelSocket;
  /** The first frame of this device; it may be asked for many times. */
  enter: (challenge: string) => Promise<HearingClientFrame>;
  changed: (state: ChannelState) => void;
  media: (frame: Extract<HearingServerFrame, { type: 'media' | 'no-media' }>) => void;
  now?: () => number;
  /** Runs `then` later; what it returns takes that back. */
  later?: (then: () => void, milliseconds: number) => () => void;
}

const timer = (then: () => void, milliseconds: number) => {
  const id = setTimeout(then, milliseconds);
  return () => clearTimeout(id);
};

/**
 * One device in one hearing: enters, keeps what the server says, and comes back after a lost line with waits of 0.5, 1, 2,
 * 4 and 8 s. Owns its socket; after `close()` nothing is called any more.
 */
export class HearingChannel {
  #state: ChannelState = ENTERING;
  #socket: ChannelSocket | undefined;
  #wait = FIRST_WAIT;
  #unwait: (() => void) | undefined;
  #closed = false;
  readonly #now: () => number;

  constructor(private readonly options: ChannelOptions) {
    this.#now = options.now ?? Date.now;
  }

  get state(): ChannelState {
    return this.#state;
  }

  open(): void {
    this.#unwait = undefined;
    const socket = this.options.socket();
    this.#socket = socket;
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(socket, data);
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code === REPLACED);
  }

  /** @returns whether it was sent; while the line is lost nothing is kept for later. */
  command(command: HearingCommand): boolean {
    this.#set(withoutRefusal(this.#state));
    return this.#send({ type: 'command', command });
  }

  note(text: string, corrects?: number): boolean {
    this.#set(withoutRefusal(this.#state));
    return this.#send({ type: 'note', text, ...(corrects === undefined ? {} : { corrects }) });
  }

  /** Enters anew: for a new media grant after the media's own line was lost. */
  again(): void {
    const socket = this.#socket;
    if (this.#closed || socket === undefined) return;
    this.#socket = undefined;
    socket.close();
    this.#lost(false);
  }

  close(): void {
    this.#closed = true;
    this.#unwait?.();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #send(frame: HearingClientFrame): boolean {
    if (this.#state.name !== 'in' || this.#socket?.readyState !== 1) return false;
    const text = JSON.stringify(frame);
    if (text.length > MAX_HEARING_FRAME) return false;
    this.#socket.send(text);
    return true;
  }

  #hear(socket: ChannelSocket, data: unknown): void {
    const frame = read(data);
    if (frame === undefined) return socket.close();
    if (frame.type === 'challenge') {
      void this.options.enter(frame.challenge).then(
        (first) => socket === this.#socket && socket.send(JSON.stringify(first)),
        () => socket.close(),
      );
      return;
    }
    if (frame.type === 'media' || frame.type === 'no-media') return this.options.media(frame);
    if (frame.type === 'view') this.#wait = FIRST_WAIT;
    this.#step({ type: 'frame', frame, at: this.#now() });
    if (isOut(this.#state)) this.close();
  }

  #lost(replaced: boolean): void {
    this.#socket = undefined;
    if (this.#closed) return;
    this.options.media({ type: 'no-media' });
    this.#step({ type: 'closed', at: this.#now(), replaced });
    if (isOut(this.#state)) return;
    this.#unwait = (this.options.later ?? timer)(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #step(event: ChannelEvent): void {
    this.#set(nextChannelState(this.#state, event));
  }

  #set(state: ChannelState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.options.changed(state);
  }
}

function read(data: unknown): HearingServerFrame | undefined {
  try {
    return HearingServerFrame.parse(JSON.parse(String(data)));
  } catch {
    return undefined;
  }
}

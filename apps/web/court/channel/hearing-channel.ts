import {
  type CountedVoice,
  type HearingClientFrame,
  type HearingCommand,
  HearingServerFrame,
  MAX_HEARING_FRAME,
} from '#protocol';
import { type Later, later } from '../later.js';
import {
  type ChannelEvent,
  type ChannelState,
  ENTERING,
  isOut,
  knowsItIsOver,
  nextChannelState,
  withoutRefusal,
} from './channel-state.js';

/** The server gave this seat to a newer connection of the same person. */
const REPLACED = 4001;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;
/** While media may go on where they stopped, their seat waits no longer than this between two tries. */
const LONGEST_WAIT_HELD = 1000;
/** How many times its wait such a try may last, 4 s at first: where every packet is dropped a socket would wait for a minute. */
const TRIED_WITHIN_WAITS = 4;
/** A line without a last word (RFC 6455 §7.1.5). */
const CUT = 1006;
/** Milliseconds for which the facility keeps the grant of who was cut off; after them camera and microphone go off here too. */
const HELD_FOR = 30_000;

export type ChannelSocket = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
};

export interface ChannelOptions {
  socket: () => ChannelSocket;
  /** The first frame of this device; it may be asked for many times. */
  enter: (challenge: string) => Promise<Entering>;
  changed: (state: ChannelState) => void;
  media: (frame: Extract<HearingServerFrame, { type: 'media' | 'no-media' }>) => void;
  /** What the line of the building gives this device. */
  line?: (frame: Extract<HearingServerFrame, { type: 'line' }>) => void;
  /** The grant of the media that there are; undefined: none. */
  held?: () => string | undefined;
  now?: () => number;
  later?: Later;
}

type Entering = Extract<HearingClientFrame, { type: `enter${string}` }>;

/**
 * One device in one hearing: enters, keeps what the server says, and comes back after a lost line with waits of 0.5, 1, 2,
 * 4 and 8 s; sooner while its media are held, which a cut line leaves as they are for as long as the facility does. Owns its socket; after `close()` nothing is called any more.
 */
export class HearingChannel {
  #state: ChannelState = ENTERING;
  #socket: ChannelSocket | undefined;
  #wait = FIRST_WAIT;
  #unwait: (() => void) | undefined;
  /** Of a line that is thought to be cut; the server drops it when the next one is in. */
  #former: ChannelSocket | undefined;
  /** Media are held without a word of the server. */
  #unhold: (() => void) | undefined;
  #untry: (() => void) | undefined;
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
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code === REPLACED, code === CUT);
    if (this.#unhold === undefined) return;
    this.#untry = this.#later(() => {
      if (socket !== this.#socket) return;
      this.#socket = undefined;
      socket.close();
      this.#lost(false, true);
    }, TRIED_WITHIN_WAITS * this.#wait);
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

  /** What is missing of others' sound. */
  report(voices: readonly CountedVoice[]): void {
    if (voices.length > 0) this.#send({ type: 'loss', voices: [...voices] });
  }

  /** Enters anew: for a new media grant after the media's own line was lost. */
  again(): void {
    const socket = this.#socket;
    if (this.#closed || socket === undefined) return;
    this.#socket = undefined;
    socket.close();
    this.#lost(false);
  }

  /** The line seems to be cut, by what media say of it: another one is tried, and media are held meanwhile. */
  renew(): void {
    if (this.#closed || this.#socket === undefined) return;
    this.#former = this.#socket;
    this.#lost(false, true);
  }

  close(): void {
    this.#closed = true;
    for (const undo of [this.#unwait, this.#untry, this.#unhold]) undo?.();
    this.#former?.close();
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
        (first) => socket === this.#socket && socket.send(JSON.stringify({ ...first, held: this.options.held?.() })),
        () => socket.close(),
      );
      return;
    }
    if (frame.type === 'media' || frame.type === 'no-media') return this.#media(frame);
    if (frame.type === 'line') return this.options.line?.(frame);
    if (frame.type === 'view') this.#entered();
    this.#step({ type: 'frame', frame, at: this.#now() });
    if (!isOut(this.#state)) return;
    if (this.#unhold !== undefined) this.#media({ type: 'no-media' });
    this.close();
  }

  #media(frame: Extract<HearingServerFrame, { type: 'media' | 'no-media' }>): void {
    this.#unhold?.();
    this.#unhold = undefined;
    this.options.media(frame);
  }

  #entered(): void {
    this.#wait = FIRST_WAIT;
    this.#untry?.();
    this.#former?.close();
    this.#former = undefined;
  }

  #lost(replaced: boolean, cut = false): void {
    this.#socket = undefined;
    this.#untry?.();
    if (this.#closed) return;
    // The last word of the server stands: whoever came again would be refused, and not see how it ended.
    if (knowsItIsOver(this.#state)) {
      this.#media({ type: 'no-media' });
      return this.close();
    }
    if (!cut || this.options.held?.() === undefined) this.#media({ type: 'no-media' });
    else this.#unhold ??= this.#later(() => this.#media({ type: 'no-media' }), HELD_FOR);
    this.#step({ type: 'closed', at: this.#now(), replaced });
    if (isOut(this.#state)) return;
    const longest = this.#unhold === undefined ? LONGEST_WAIT : LONGEST_WAIT_HELD;
    this.#unwait = this.#later(() => this.open(), Math.min(this.#wait, longest));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #later(then: () => void, milliseconds: number): () => void {
    return (this.options.later ?? later)(then, milliseconds);
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

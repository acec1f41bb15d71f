import type { RefusalCode } from '#protocol';
import { Refused } from '../hosts/refused.js';
import type { ReadFrame } from './strict-reader.js';

/** Refused frames after which the connection is closed. */
export const MAX_REFUSALS = 50;
/** Frames that may wait while one is looked at. */
const MAX_QUEUED = 200;
/** Unsent bytes beyond which a reader is too slow to be served. */
const MAX_BUFFERED = 1024 * 1024;

/** How a line without a last word closes (RFC 6455 §7.1.5). */
const CUT = 1006;

/** Milliseconds a device has to answer a close. */
const CUT_OFF_MS = 1000;

/** What is used of `ws`'s WebSocket. */
export interface RawSocket {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
  on(event: 'message', listener: (data: Buffer, binary: boolean) => void): unknown;
  on(event: 'close', listener: (code?: number) => void): unknown;
}

/** How a frame was not carried out; every channel of devices has it. */
interface RefusedFrame {
  readonly type: 'refused';
  readonly code: RefusalCode;
  readonly sentence: string;
}

/** What a channel makes of messages. */
export interface FrameTaker<In> {
  read(data: Buffer, binary: boolean): ReadFrame<In>;
  /** One after another; throws Refused to refuse one. */
  take(frame: In): void | Promise<void>;
  /** The socket closed, and every frame that came before was taken. `cut`: neither side had said that it would. */
  gone(cut: boolean): void;
}

/** One device's socket: frames in order, refusals counted, nothing after the close. */
export class DeviceConnection<In, Out> {
  #refusals = 0;
  #queued = 0;
  #closed = false;
  #chain: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: RawSocket,
    private readonly taker: FrameTaker<In>,
  ) {
    socket.on('message', (data, binary) => this.#message(data, binary));
    socket.on('close', (code) => {
      const cut = code === CUT && !this.#closed;
      this.#closed = true;
      // After the frames that came before: an `end` that was sent is heard.
      this.#chain = this.#chain.then(() => this.taker.gone(cut));
    });
  }

  send(frame: Out | RefusedFrame): void {
    if (this.#closed) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED) return this.close(1013, 'too slow');
    this.socket.send(JSON.stringify(frame));
  }

  refuse(code: RefusalCode): void {
    this.send({ type: 'refused', code, sentence: new Refused(code).message });
    this.#refusals += 1;
    if (this.#refusals < MAX_REFUSALS) return;
    this.send({ type: 'refused', code: 'too-many-refusals', sentence: new Refused('too-many-refusals').message });
    this.close(1008, 'too-many-refusals');
  }

  /** Says why, and closes. */
  dismiss(code: RefusalCode): void {
    this.refuse(code);
    this.close(1008, code);
  }

  close(code = 1000, reason = ''): void {
    if (this.#closed) return;
    this.#closed = true;
    this.socket.close(code, reason);
    // A device that does not answer the close is cut off.
    setTimeout(() => this.socket.terminate(), CUT_OFF_MS).unref();
  }

  #message(data: Buffer, binary: boolean): void {
    if (this.#closed) return;
    if (this.#queued >= MAX_QUEUED) return this.close(1008, 'too-many-refusals');
    this.#queued += 1;
    this.#chain = this.#chain.then(() => this.#handle(data, binary)).finally(() => (this.#queued -= 1));
  }

  async #handle(data: Buffer, binary: boolean): Promise<void> {
    if (this.#refusals >= MAX_REFUSALS) return;
    const read = this.taker.read(data, binary);
    if ('refused' in read) return this.refuse(read.refused);
    try {
      await this.taker.take(read.frame);
    } catch (error) {
      this.refuse(error instanceof Refused ? error.code : 'failed');
    }
  }
}

import { once } from 'node:events';
import type { PartyBooking, ServerFrame } from '#protocol';
import {
  GeneratedEntropy,
  acceptOffer,
  fromHex,
  signVerdict,
  startHandshake,
  toHex,
  transition,
  type Bytes,
  type Handshake,
  type Progress,
} from '#seal';
import { WebSocket } from 'ws';
import { deviceCredential } from '../../../libs/calling/src/seal-worker/device-credential.js';
import { until } from './test-house.js';

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

/** A device that does the real handshake over a real socket; it keeps every frame it was sent. */
export class TestDevice {
  readonly frames: ServerFrame[] = [];
  closed: { code: number } | undefined;
  handshake: Handshake | undefined;
  #chain: Promise<void> = Promise.resolve();
  readonly #seen = new Set<string>();

  private constructor(
    readonly socket: WebSocket,
    private readonly booking: PartyBooking,
    private readonly seals: boolean,
    private readonly keys: CryptoKeyPair | undefined,
  ) {
    socket.on('message', (data) => {
      const frame = JSON.parse((data as Buffer).toString('utf8')) as ServerFrame;
      this.frames.push(frame);
      if (this.seals) this.#chain = this.#chain.then(() => this.#take(frame));
    });
    socket.on('close', (code) => (this.closed = { code }));
  }

  /** Connects and enters. `who` names the visitor to the test's server. */
  static async enter(
    address: string,
    who: string,
    booking: PartyBooking,
    seals = true,
    keys?: CryptoKeyPair,
  ): Promise<TestDevice> {
    const device = await TestDevice.connect(address, who, booking, seals, keys);
    device.send({ type: 'enter', booking: booking.id });
    return device;
  }

  static async connect(
    address: string,
    who: string,
    booking: PartyBooking,
    seals = true,
    keys?: CryptoKeyPair,
  ): Promise<TestDevice> {
    return TestDevice.over(new WebSocket(`${address}/${who}`, 'habeas-session'), booking, seals, keys);
  }

  /** On a socket that is being opened. Rejects when it cannot be. */
  static async over(socket: WebSocket, booking: PartyBooking, seals = true, keys?: CryptoKeyPair): Promise<TestDevice> {
    const device = new TestDevice(socket, booking, seals, keys);
    await once(socket, 'open');
    return device;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  all<T extends ServerFrame['type']>(type: T): Frame<T>[] {
    return this.frames.filter((frame): frame is Frame<T> => frame.type === type);
  }

  async gets<T extends ServerFrame['type']>(type: T, count = 1): Promise<Frame<T>> {
    await until(() => this.all(type).length >= count);
    return this.all(type)[count - 1]!;
  }

  /** Has the keys of this round. */
  keyedIn = (round: string | undefined): boolean =>
    this.handshake?.phase === 'keyed' && toHex(this.handshake.context.round) === round;

  /** Hex; undefined before it is keyed. */
  transcript = (): string | undefined =>
    this.handshake?.phase === 'keyed' ? toHex(this.handshake.transcript.T) : undefined;

  keyed = (): Promise<void> => until(() => this.handshake?.phase === 'keyed');

  refusals(): string[] {
    return this.all('refused').map(({ code }) => code);
  }

  async verdict(same: boolean): Promise<void> {
    const { handshake } = this;
    if (handshake?.phase !== 'keyed') throw new Error('not keyed');
    this.#seal('verdict', await signVerdict(handshake.visit, handshake.transcript.T, handshake.context.me, same));
  }

  #seal(step: string, body: Bytes, to?: number): void {
    const { round } = this.all('offer').at(-1)!;
    const text = Buffer.from(body).toString('base64url');
    this.send({ type: 'seal', round, step, body: text, ...(to !== undefined && { to }) });
  }

  async #take(frame: ServerFrame): Promise<void> {
    if (frame.type === 'offer') {
      const parties = this.booking.roster.map((one) => ({ ...one, party: fromHex(one.party) }));
      const roster = frame.roster.map((one) => ({ ...one, party: fromHex(one.party) }));
      const offer = { suite: frame.suite, booking: fromHex(frame.booking), round: fromHex(frame.round), roster };
      const expected = { booking: fromHex(this.booking.id), own: fromHex(this.booking.party), parties };
      const context = await acceptOffer(offer, expected, (round) => this.#seen.has(round));
      this.#seen.add(frame.round);
      const entropy = new GeneratedEntropy((bytes) => crypto.getRandomValues(bytes));
      this.#progress(await startHandshake(context, entropy, Date.now(), deviceCredential(this.keys, context.ctxh)));
    } else if (frame.type === 'seal' && this.handshake && frame.step !== 'verdict') {
      const body = new Uint8Array(Buffer.from(frame.body, 'base64url'));
      const message = { step: frame.step, from: frame.from, body };
      this.#progress(await transition(this.handshake, { type: 'message', message, now: Date.now() }));
    }
  }

  #progress({ state, send }: Progress): void {
    this.handshake = state;
    for (const { step, to, body } of send) this.#seal(step, body, to);
  }
}

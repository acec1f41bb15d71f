import { once } from 'node:events';
import {
  type HearingCommand,
  hearingProofBytes,
  type HearingServerFrame,
  type HearingView,
  type MinuteLine,
} from '#protocol';
import { WebSocket } from 'ws';
import { until } from '../booth/test-house.js';

type Frame<T extends HearingServerFrame['type']> = Extract<HearingServerFrame, { type: T }>;

export const newKeys = async (): Promise<CryptoKeyPair> =>
  (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;

/** A browser in court, with the key that it would keep; it keeps every frame it was sent. */
export class CourtDevice {
  readonly frames: HearingServerFrame[] = [];
  /** Every message as it came over the wire. */
  wire = '';
  closed: { code: number; reason: string } | undefined;
  readonly #host: string;

  private constructor(
    readonly socket: WebSocket,
    port: number,
  ) {
    this.#host = `court.localhost:${port}`;
    socket.on('message', (data) => {
      const text = (data as Buffer).toString('utf8');
      this.wire += text;
      this.frames.push(JSON.parse(text) as HearingServerFrame);
    });
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
  }

  /** `headers`: as the browser of this page would send them unless they say otherwise. */
  static async connect(port: number, headers: Record<string, string> = {}): Promise<CourtDevice> {
    const host = `court.localhost:${port}`;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/hearing`, 'habeas-hearing', {
      headers: { host, origin: `http://${host}`, ...headers },
    });
    const device = new CourtDevice(socket, port);
    await once(socket, 'open');
    await device.gets('challenge');
    return device;
  }

  /**
   * Shows the link with a key: its own first use, or not. `over`: another challenge than the one that was sent. `held`: the grant
   * from before.
   */
  async enter(
    link: string,
    keys: CryptoKeyPair,
    over = this.all('challenge')[0]?.challenge ?? '',
    held?: string,
  ): Promise<this> {
    const device = Buffer.from(await crypto.subtle.exportKey('raw', keys.publicKey)).toString('base64url');
    const signed = await crypto.subtle.sign('Ed25519', keys.privateKey, hearingProofBytes(this.#host, over, link));
    this.send({ type: 'enter', link, device, signature: Buffer.from(signed).toString('base64url'), held });
    return this;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  say(command: HearingCommand): void {
    this.send({ type: 'command', command });
  }

  all<T extends HearingServerFrame['type']>(type: T): Frame<T>[] {
    return this.frames.filter((frame): frame is Frame<T> => frame.type === type);
  }

  async gets<T extends HearingServerFrame['type']>(type: T, count = 1): Promise<Frame<T>> {
    await until(() => this.all(type).length >= count);
    return this.all(type)[count - 1]!;
  }

  get view(): HearingView | undefined {
    return this.all('view').at(-1)?.view;
  }

  /** Until it is told so. */
  async sees(holds: (view: HearingView) => boolean): Promise<HearingView> {
    await until(() => this.view !== undefined && holds(this.view));
    return this.view!;
  }

  get minute(): MinuteLine[] {
    return this.all('minute').flatMap(({ lines }) => lines);
  }

  /** What happened, in the order of the minute. */
  happened(): string[] {
    return this.minute.map(({ what, kind }) => what ?? kind);
  }

  refusals(): string[] {
    return this.all('refused').map(({ code }) => code);
  }

  /** Waits until what was sent before was answered: the refusal of an unknown frame comes after it. */
  async settled(): Promise<void> {
    const before = this.refusals().filter((code) => code === 'message-unknown').length;
    this.send({ type: 'are-you-there' });
    await until(() => this.refusals().filter((code) => code === 'message-unknown').length > before);
  }

  async gone(): Promise<{ code: number; reason: string }> {
    await until(() => this.closed !== undefined);
    return this.closed!;
  }

  /** The line breaks. */
  cut(): void {
    this.socket.terminate();
  }
}

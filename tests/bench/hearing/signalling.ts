import { WireClient } from '#janus';
import { type Frame, Party } from '../../medium/gateway/party.js';

/** Seconds for one answer on a busy machine. */
const PATIENCE = 60;

/** How one device negotiates. Feeds are seats + 1. */
export interface Signalling {
  join(): Promise<void>;
  /** @returns Janus's answer to the offer. */
  publish(offer: string): Promise<string>;
  /** @returns Janus's offer of these feeds. */
  receive(feeds: readonly number[]): Promise<string>;
  start(answer: string): Promise<void>;
  alive(): void;
  close(): Promise<void>;
}

const sdpOf = (frame: Record<string, unknown>): string => {
  const sdp = (frame['jsep'] as { sdp?: string } | undefined)?.sdp;
  if (sdp === undefined) throw new Error(JSON.stringify(frame));
  return sdp;
};
const streamsOf = (feeds: readonly number[]) => feeds.map((feed) => ({ feed }));

/** As a page in court: through the gateway, by a grant. */
export class ThroughGateway implements Signalling {
  #publisher = 0;
  #subscriber = 0;

  private constructor(private readonly party: Party) {}

  static async connect(port: number, grant: string): Promise<ThroughGateway> {
    const party = await Party.connect(port, grant, 'http://court.test', {}, '/hearing-janus');
    await party.open();
    return new ThroughGateway(party);
  }

  async join(): Promise<void> {
    this.#publisher = (await this.party.joinPublisher()).handle;
  }

  async publish(sdp: string): Promise<string> {
    return sdpOf(await this.#ask(this.#publisher, { request: 'publish' }, { type: 'offer', sdp }));
  }

  async receive(feeds: readonly number[]): Promise<string> {
    this.#subscriber = await this.party.attach();
    const join = { request: 'join', ptype: 'subscriber', streams: streamsOf(feeds) };
    return sdpOf(await this.#ask(this.#subscriber, join));
  }

  async start(sdp: string): Promise<void> {
    await this.#ask(this.#subscriber, { request: 'start' }, { type: 'answer', sdp });
  }

  alive(): void {
    this.party.send({ janus: 'keepalive', session_id: this.party.session });
  }

  async close(): Promise<void> {
    await this.party.ask({ janus: 'destroy', session_id: this.party.session });
    this.party.socket.terminate();
  }

  #ask(handle: number, body: Record<string, unknown>, jsep?: unknown): Promise<Frame> {
    const sent = this.party.send(this.party.request(handle, body, jsep));
    return this.party.find((frame) => frame['transaction'] === sent && frame.janus !== 'ack', PATIENCE);
  }
}

/** As any page at a Janus that anybody may reach. */
export class StraightAtJanus implements Signalling {
  #session = 0;
  #publisher = 0;
  #subscriber = 0;
  #serial = 0;
  readonly #waiting = new Map<string, (frame: Record<string, unknown>) => void>();

  private constructor(
    private readonly wire: WireClient,
    private readonly room: number,
    private readonly feed: number,
  ) {
    wire.onEvent = (frame) => {
      if (frame.janus !== 'ack') this.#waiting.get(String(frame['transaction']))?.(frame);
    };
  }

  static async connect(socketPath: string, apisecret: string, room: number, feed: number): Promise<StraightAtJanus> {
    const wire = await WireClient.connect({ socketPath, credentials: { apisecret }, timeout: PATIENCE * 1000 });
    const made = new StraightAtJanus(wire, room, feed);
    made.#session = idOf(await wire.request({ janus: 'create' }));
    return made;
  }

  async join(): Promise<void> {
    this.#publisher = await this.#attach();
    await this.#ask(this.#publisher, { request: 'join', ptype: 'publisher', room: this.room, id: this.feed });
  }

  async publish(sdp: string): Promise<string> {
    return sdpOf(await this.#ask(this.#publisher, { request: 'publish' }, { type: 'offer', sdp }));
  }

  async receive(feeds: readonly number[]): Promise<string> {
    this.#subscriber = await this.#attach();
    const join = { request: 'join', ptype: 'subscriber', room: this.room, streams: streamsOf(feeds) };
    return sdpOf(await this.#ask(this.#subscriber, join));
  }

  async start(sdp: string): Promise<void> {
    await this.#ask(this.#subscriber, { request: 'start' }, { type: 'answer', sdp });
  }

  alive(): void {
    this.wire.send({ janus: 'keepalive', session_id: this.#session, transaction: 'alive' });
  }

  async close(): Promise<void> {
    await this.wire.request({ janus: 'destroy', session_id: this.#session });
    this.wire.close();
  }

  async #attach(): Promise<number> {
    const attach = { janus: 'attach', session_id: this.#session, plugin: 'janus.plugin.videoroom' };
    return idOf(await this.wire.request(attach));
  }

  #ask(handle_id: number, body: Record<string, unknown>, jsep?: unknown): Promise<Record<string, unknown>> {
    const transaction = `p${(this.#serial += 1)}`;
    const answer = new Promise<Record<string, unknown>>((resolve) => this.#waiting.set(transaction, resolve));
    const message = { janus: 'message', session_id: this.#session, handle_id, body, transaction };
    this.wire.send(jsep === undefined ? message : { ...message, jsep });
    return answer;
  }
}

const idOf = (frame: Record<string, unknown>): number => (frame['data'] as { id: number }).id;

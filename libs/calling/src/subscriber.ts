import type { LineFrame } from '#protocol';
import { guardConnection, type MakeTransform } from './guard-connection.js';
import { holdBack } from './hold-back.js';
import type { JanusSession, PluginHandle } from './janus-session.js';
import { negotiationViolations } from './negotiation-check.js';
import { applySdpRules, type MediaKind } from './sdp-rules.js';

/** A stream under the page's own number, which no other stream of the page has. */
export interface ReceivedStream {
  readonly id: number;
  readonly stream: MediaStream;
}

export interface SubscriberEvents {
  stream: (stream: ReceivedStream) => void;
  violated: () => void;
  /** The room has no such feed any more; the session itself goes on. */
  ended: () => void;
  /** The connection broke, whatever the feed does. */
  broke: () => void;
  /** What the line gives this device, where that was said; `adapt` when it changes. */
  cap: () => LineFrame | undefined;
}

const ASKED: readonly MediaKind[] = ['audio', 'video'];

/** One remote feed. Attached before the feed is known, so that subscribing costs one round trip less. */
export class Subscriber {
  static #count = 0;
  readonly #id = Subscriber.#count++;
  feed: string | number | undefined;
  #connection: RTCPeerConnection | undefined;
  #answered = false;

  private constructor(
    readonly handle: PluginHandle,
    readonly transform: MakeTransform,
    readonly events: SubscriberEvents,
  ) {}

  static async attach(session: JanusSession, transform: MakeTransform, events: SubscriberEvents): Promise<Subscriber> {
    const made: { subscriber?: Subscriber } = {};
    const handle = await session.attach({
      onmessage: (message, jsep) => made.subscriber?.read(message, jsep),
      webrtcState: (up) => {
        if (!up) events.broke();
      },
      connectionState: (state) => {
        if (state === 'failed') events.broke();
      },
      ondetached: () => events.broke(),
    });
    const subscriber = new Subscriber(handle, transform, events);
    made.subscriber = subscriber;
    return subscriber;
  }

  join(feed: string | number): void {
    this.feed = feed;
    this.handle.send({ message: { request: 'join', ptype: 'subscriber', streams: [{ feed }] } });
  }

  /** A description counts once: the first offer after our join. */
  read(message: Record<string, unknown>, jsep?: { type?: string; sdp?: string }): void {
    if (message['error'] !== undefined || message['error_code'] !== undefined) return this.events.ended();
    if (jsep?.type !== 'offer' || typeof jsep.sdp !== 'string' || this.#answered || this.feed === undefined) return;
    this.#answered = true;
    let scrubbed: string;
    try {
      scrubbed = applySdpRules(jsep.sdp, ASKED);
    } catch {
      return this.events.violated();
    }
    this.#answer(scrubbed);
  }

  adapt(): void {
    if (this.#connection) holdBack(this.#connection, this.events.cap());
  }

  close(): void {
    this.#connection?.close();
    this.handle.detach();
  }

  #answer(sdp: string): void {
    const sections = sdp.split('\r\nm=').length - 1;
    const options = {
      jsep: { type: 'offer', sdp },
      externalEncryption: true,
      customizeSdp: (jsep: { sdp?: string }) => {
        jsep.sdp = applySdpRules(jsep.sdp ?? '', ASKED);
      },
      success: (jsep: { type?: string; sdp?: string }) => {
        const connection = this.#connection;
        if (!connection || negotiationViolations(connection, 'receive', ours, sections).length > 0) {
          return this.events.violated();
        }
        const { type, sdp: own } = jsep;
        this.handle.send({
          message: { request: 'start' },
          jsep: { e2ee: true, ...(type === undefined ? {} : { type }), ...(own === undefined ? {} : { sdp: own }) },
        });
        this.adapt();
        const stream = new MediaStream(connection.getReceivers().map(({ track }) => track));
        this.events.stream({ id: this.#id, stream });
      },
      error: () => this.events.violated(),
    };
    this.handle.createAnswer(options);
    const connection = this.handle.webrtcStuff.pc;
    this.#connection = connection;
    const ours = guardConnection(connection, this.transform, this.events.violated, this.#id);
  }
}

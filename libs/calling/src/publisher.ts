import type { LineFrame } from '#protocol';
import { guardConnection, type MakeTransform } from './guard-connection.js';
import type { JanusSession, PluginHandle } from './janus-session.js';
import { pictureUnder, SEALED_SOUND } from './line-rates.js';
import { negotiationViolations } from './negotiation-check.js';
import { applySdpRules, type MediaKind } from './sdp-rules.js';

export interface PublisherEvents {
  /** Feeds that may be subscribed to. */
  feeds: (feeds: readonly (string | number)[]) => void;
  gone: (feed: string | number) => void;
  violated: () => void;
  up: () => void;
  /** `final`: there is no such room any more; a new grant would not mend it. */
  lost: (final: boolean) => void;
  /** What the line gives this device, where that was said. */
  cap: () => LineFrame | undefined;
}

/**
 * Milliseconds that the own offer waits for the room's word. Making a connection holds the page's thread, so on a near
 * line the others are asked for first; on a far one the offer goes out with the join: one round trip.
 */
const OTHERS_FIRST = 20;

/** In the room at once, so that the others are known; own sound and picture follow with `publish`. */
export class Publisher {
  #connection: RTCPeerConnection | undefined;
  #ours: Set<unknown> = new Set();
  #answered = false;
  #stream: MediaStream | undefined;
  #joined = false;
  #sending = true;
  #adapting: Promise<void> = Promise.resolve();
  #offering: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    readonly handle: PluginHandle,
    readonly transform: MakeTransform,
    readonly events: PublisherEvents,
  ) {}

  static async start(session: JanusSession, transform: MakeTransform, events: PublisherEvents): Promise<Publisher> {
    const made: { publisher?: Publisher } = {};
    const handle = await session.attach({
      onmessage: (message, jsep) => made.publisher?.read(message, jsep),
      webrtcState: (up) => {
        if (up) events.up();
        else events.lost(false);
      },
      connectionState: (state) => {
        if (state === 'failed') events.lost(false);
      },
      ondetached: () => events.lost(false),
    });
    const publisher = new Publisher(handle, transform, events);
    made.publisher = publisher;
    handle.send({ message: { request: 'join', ptype: 'publisher' } });
    return publisher;
  }

  /** Own sound and picture, once they are there. */
  publish(stream: MediaStream): void {
    this.#stream = stream;
    this.#offerIn(this.#joined ? 0 : OTHERS_FIRST);
  }

  /** What the room says on this handle. A description counts once, as the answer to our own offer. */
  read(message: Record<string, unknown>, jsep?: { type?: string; sdp?: string }): void {
    if (message['error'] !== undefined || message['error_code'] !== undefined) return this.events.lost(false);
    if (message['videoroom'] === 'destroyed') return this.events.lost(true);
    const feeds = publishersOf(message);
    if (feeds.length > 0) this.events.feeds(feeds);
    if (message['videoroom'] === 'joined') {
      this.#joined = true;
      this.#offerIn(0);
    }
    for (const key of ['unpublished', 'leaving'] as const) {
      const feed = message[key];
      if (typeof feed === 'number' || typeof feed === 'string') {
        if (feed === 'ok') this.events.lost(false);
        else this.events.gone(feed);
      }
    }
    if (jsep?.type === 'answer' && typeof jsep.sdp === 'string' && !this.#answered) this.#answer(jsep.sdp);
  }

  /** Stops and resumes what leaves this device; nothing is sent while off. */
  async setSending(on: boolean): Promise<void> {
    this.#sending = on;
    await this.adapt();
  }

  /** Sound before picture, and no more than the line gives. Nothing is negotiated, and the transforms stay what they are. */
  adapt(): Promise<void> {
    return (this.#adapting = this.#adapting.then(() => this.#adapt()));
  }

  /**
   * Another track in the sender of the picture: same sender, transform and key, nothing is negotiated. False when there is
   * no such sender.
   */
  async replaceVideo(track: MediaStreamTrack | null): Promise<boolean> {
    const transceivers = this.#connection?.getTransceivers() ?? [];
    const sender = transceivers.find(({ receiver }) => receiver.track.kind === 'video')?.sender;
    if (sender === undefined || !this.#ours.has(sender.transform)) return false;
    await sender.replaceTrack(track).catch(() => undefined);
    await this.adapt();
    return sender.track === track;
  }

  close(): void {
    clearTimeout(this.#offering);
    this.#connection?.close();
  }

  /** A task of its own, so that whoever was just told of feeds asks for them before. Offers once. */
  #offerIn(milliseconds: number): void {
    const stream = this.#stream;
    if (stream === undefined || this.#connection !== undefined) return;
    clearTimeout(this.#offering);
    this.#offering = setTimeout(() => this.#offer(stream), milliseconds);
  }

  #offer(stream: MediaStream): void {
    const kinds = kindsOf(stream);
    this.handle.createOffer({
      tracks: stream.getTracks().map((track) => ({
        type: track.kind as MediaKind,
        capture: track,
        recv: false,
        dontStop: true,
      })),
      externalEncryption: true,
      customizeSdp: (jsep) => {
        jsep.sdp = applySdpRules(jsep.sdp ?? '', kinds);
      },
      success: (jsep) => {
        const { type, sdp } = jsep;
        this.handle.send({
          message: { request: 'publish' },
          jsep: { e2ee: true, ...(type === undefined ? {} : { type }), ...(sdp === undefined ? {} : { sdp }) },
        });
      },
      error: () => this.events.violated(),
    });
    this.#connection = this.handle.webrtcStuff.pc;
    this.#ours = guardConnection(this.#connection, this.transform, this.events.violated);
  }

  #answer(sdp: string): void {
    this.#answered = true;
    const kinds = kindsOf(this.#stream);
    let scrubbed: string;
    try {
      scrubbed = applySdpRules(sdp, kinds);
    } catch {
      return this.events.violated();
    }
    this.handle.handleRemoteJsep({
      jsep: { type: 'answer', sdp: scrubbed },
      success: () => {
        const connection = this.#connection;
        if (!connection || negotiationViolations(connection, 'send', this.#ours, kinds.length).length > 0) {
          return this.events.violated();
        }
        void this.adapt();
      },
      error: () => this.events.violated(),
    });
  }

  async #adapt(): Promise<void> {
    const cap = this.events.cap();
    for (const sender of this.#connection?.getSenders() ?? []) {
      const parameters = sender.getParameters();
      const [encoding] = parameters.encodings;
      if (sender.track === null || encoding === undefined) continue;
      Object.assign(encoding, sender.track.kind === 'audio' ? SEALED_SOUND : pictureUnder(cap, sender.track));
      encoding.active &&= this.#sending;
      await sender.setParameters(parameters).catch(() => undefined);
    }
  }
}

const kindsOf = (stream: MediaStream | undefined): MediaKind[] =>
  (stream?.getVideoTracks().length ?? 0) > 0 ? ['audio', 'video'] : ['audio'];

function publishersOf(message: Record<string, unknown>): (string | number)[] {
  const list = message['publishers'];
  if (!Array.isArray(list)) return [];
  return list
    .map((one: unknown) => (one as { id?: unknown } | null)?.id)
    .filter((id): id is string | number => typeof id === 'string' || typeof id === 'number');
}

import { guardConnection, type MakeTransform } from './guard-connection.js';
import type { JanusSession, PluginHandle } from './janus-session.js';
import { negotiationViolations } from './negotiation-check.js';
import { applySdpRules, type MediaKind } from './sdp-rules.js';

export interface PublisherEvents {
  /** Feeds that may be subscribed to. */
  feeds: (feeds: readonly (string | number)[]) => void;
  gone: (feed: string | number) => void;
  violated: () => void;
  lost: () => void;
}

/** Own sound and picture into the room. Join and publish go out together: one round trip. */
export class Publisher {
  #connection: RTCPeerConnection | undefined;
  #ours: Set<unknown> = new Set();
  #answered = false;

  private constructor(
    readonly handle: PluginHandle,
    readonly stream: MediaStream,
    readonly events: PublisherEvents,
  ) {}

  static async start(
    session: JanusSession,
    stream: MediaStream,
    transform: MakeTransform,
    events: PublisherEvents,
  ): Promise<Publisher> {
    const made: { publisher?: Publisher } = {};
    const handle = await session.attach({
      onmessage: (message, jsep) => made.publisher?.read(message, jsep),
      webrtcState: (up) => {
        if (!up) events.lost();
      },
      connectionState: (state) => {
        if (state === 'failed') events.lost();
      },
      ondetached: () => events.lost(),
    });
    const publisher = new Publisher(handle, stream, events);
    made.publisher = publisher;
    publisher.#publish(transform);
    return publisher;
  }

  /** What the room says on this handle. A description counts once, as the answer to our own offer. */
  read(message: Record<string, unknown>, jsep?: { type?: string; sdp?: string }): void {
    if (message['error'] !== undefined || message['error_code'] !== undefined) return this.events.lost();
    const feeds = publishersOf(message);
    if (feeds.length > 0) this.events.feeds(feeds);
    for (const key of ['unpublished', 'leaving'] as const) {
      const feed = message[key];
      if (typeof feed === 'number' || typeof feed === 'string') {
        if (feed === 'ok') this.events.lost();
        else this.events.gone(feed);
      }
    }
    if (jsep?.type === 'answer' && typeof jsep.sdp === 'string' && !this.#answered) this.#answer(jsep.sdp);
  }

  /** Stops and resumes what leaves this device; nothing is sent while off. */
  async setSending(on: boolean): Promise<void> {
    for (const sender of this.#connection?.getSenders() ?? []) {
      const parameters = sender.getParameters();
      if (sender.track === null || parameters.encodings.length === 0) continue;
      for (const encoding of parameters.encodings) encoding.active = on;
      await sender.setParameters(parameters).catch(() => undefined);
    }
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
    return sender.track === track;
  }

  close(): void {
    this.#connection?.close();
  }

  #publish(transform: MakeTransform): void {
    const kinds: MediaKind[] = this.stream.getVideoTracks().length > 0 ? ['audio', 'video'] : ['audio'];
    this.handle.send({ message: { request: 'join', ptype: 'publisher' } });
    this.handle.createOffer({
      tracks: this.stream.getTracks().map((track) => ({
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
    this.#ours = guardConnection(this.#connection, transform, this.events.violated);
  }

  #answer(sdp: string): void {
    this.#answered = true;
    const kinds: MediaKind[] = this.stream.getVideoTracks().length > 0 ? ['audio', 'video'] : ['audio'];
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
        void this.#prefer(connection);
      },
      error: () => this.events.violated(),
    });
  }

  /** One layer, sound before picture. */
  async #prefer(connection: RTCPeerConnection): Promise<void> {
    for (const sender of connection.getSenders()) {
      const parameters = sender.getParameters() as RTCRtpSendParameters & { encodings: { scalabilityMode?: string }[] };
      const [encoding] = parameters.encodings;
      if (sender.track === null || encoding === undefined) continue;
      encoding.networkPriority = sender.track.kind === 'audio' ? 'high' : 'medium';
      encoding.priority = encoding.networkPriority;
      if (sender.track.kind === 'video') Object.assign(encoding, { scalabilityMode: 'L1T1', maxBitrate: 500_000 });
      await sender.setParameters(parameters).catch(() => undefined);
    }
  }
}

function publishersOf(message: Record<string, unknown>): (string | number)[] {
  const list = message['publishers'];
  if (!Array.isArray(list)) return [];
  return list
    .map((one: unknown) => (one as { id?: unknown } | null)?.id)
    .filter((id): id is string | number => typeof id === 'string' || typeof id === 'number');
}

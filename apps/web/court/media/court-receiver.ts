import type { JanusSession, PluginHandle } from '#calling';
import { courtSdp } from './court-sdp.js';

interface ReceiverEvents {
  /** What is received, by seat. */
  readonly changed: (streams: ReadonlyMap<number, MediaStream>) => void;
  readonly lost: () => void;
}

type Offer = { type?: string; sdp?: string };
interface RoomStream {
  readonly mid: string;
  readonly feed_id?: number;
}

/** Everybody else's sound and picture, over one connection whose streams come and go. */
export class CourtReceiver {
  #handle: Promise<PluginHandle> | undefined;
  readonly #asked = new Set<number>();
  readonly #feedOf = new Map<string, number>();
  readonly #tracks = new Map<string, MediaStreamTrack>();
  #streams = new Map<number, MediaStream>();
  #offers: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly session: JanusSession,
    private readonly events: ReceiverEvents,
  ) {}

  /** Asks for those of `feeds` that were not asked for. */
  async take(feeds: readonly number[]): Promise<void> {
    const fresh = feeds.filter((feed) => !this.#asked.has(feed));
    if (fresh.length === 0 || this.#closed) return;
    for (const feed of fresh) this.#asked.add(feed);
    const streams = fresh.map((feed) => ({ feed }));
    try {
      const first = this.#handle === undefined;
      this.#handle ??= this.#attach();
      const handle = await this.#handle;
      const message = first ? { request: 'join', ptype: 'subscriber', streams } : { request: 'subscribe', streams };
      if (!this.#closed) handle.send({ message });
    } catch {
      this.events.lost();
    }
  }

  close(): void {
    this.#closed = true;
    this.#streams = new Map();
  }

  #attach(): Promise<PluginHandle> {
    return this.session.attach({
      onmessage: (message, jsep) => this.#read(message as Record<string, unknown>, jsep),
      onremotetrack: (track, mid, on) => this.#track(mid, on ? track : undefined),
      webrtcState: (up) => {
        if (!up) this.events.lost();
      },
      connectionState: (state) => {
        if (state === 'failed') this.events.lost();
      },
      ondetached: () => this.events.lost(),
    });
  }

  #read(message: Record<string, unknown>, jsep?: Offer): void {
    // A feed that ended meanwhile may be asked for again when it is back.
    if (message['error_code'] !== undefined) return this.#asked.clear();
    const streams = message['streams'];
    if (Array.isArray(streams)) this.#place(streams as RoomStream[]);
    if (jsep?.type === 'offer')
      this.#offers = this.#offers.then(() => this.#answer(jsep)).catch(() => this.events.lost());
  }

  /** `streams` names all there are: what is not among them is over. */
  #place(streams: readonly RoomStream[]): void {
    this.#feedOf.clear();
    for (const { mid, feed_id } of streams) if (feed_id !== undefined) this.#feedOf.set(mid, feed_id);
    const here = new Set(this.#feedOf.values());
    for (const feed of this.#asked) if (!here.has(feed)) this.#asked.delete(feed);
    this.#tell();
  }

  #track(mid: string, track: MediaStreamTrack | undefined): void {
    if (track === undefined || track.readyState === 'ended') this.#tracks.delete(mid);
    else this.#tracks.set(mid, track);
    this.#tell();
  }

  /** The same MediaStream for a seat as long as one is there, so that a playing element goes on. */
  #tell(): void {
    const next = new Map<number, MediaStream>();
    for (const [mid, track] of this.#tracks) {
      const feed = this.#feedOf.get(mid);
      if (feed === undefined) continue;
      const seat = feed - 1;
      const stream = next.get(seat) ?? this.#streams.get(seat) ?? new MediaStream();
      next.set(seat, stream);
      if (!stream.getTracks().includes(track)) stream.addTrack(track);
    }
    for (const [seat, stream] of next) {
      const wanted = new Set(
        [...this.#tracks].filter(([mid]) => this.#feedOf.get(mid) === seat + 1).map(([, track]) => track),
      );
      for (const track of stream.getTracks()) if (!wanted.has(track)) stream.removeTrack(track);
    }
    this.#streams = next;
    if (!this.#closed) this.events.changed(next);
  }

  async #answer(offer: Offer): Promise<void> {
    const handle = (await this.#handle) as PluginHandle;
    await new Promise<void>((resolve, reject) => {
      const answer = {
        jsep: offer as never,
        tracks: [],
        customizeSdp: (jsep: Offer) => {
          jsep.sdp = courtSdp(jsep.sdp ?? '');
        },
        success: (jsep: Offer) => {
          handle.send({ message: { request: 'start' }, jsep: { type: jsep.type, sdp: jsep.sdp } as never });
          resolve();
        },
        error: () => reject(new Error('media-lost')),
      };
      // Its types know no `customizeSdp` here; janus.js does.
      handle.createAnswer(answer as never);
    });
  }
}

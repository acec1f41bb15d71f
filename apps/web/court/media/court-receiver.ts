import { holdBack, type JanusSession, type PluginHandle } from '#calling';
import type { LineFrame } from '#protocol';
import { courtSdp, inactiveMids } from './court-sdp.js';
import { FeedRequests } from './feed-requests.js';
import { LayerRequests } from './layer-requests.js';
import { mended, watchWay } from './mended.js';

interface ReceiverEvents {
  /** What is received, by seat. */
  readonly changed: (streams: ReadonlyMap<number, MediaStream>) => void;
  readonly lost: () => void;
  /** The way of the media is gone; `mend` may find another one. */
  readonly broken: () => void;
  /** What the line gives, where that was said. */
  readonly cap: () => LineFrame | undefined;
}

/** Milliseconds for the room to make an offer; while it waits for an answer that was lost, it makes none. */
const OFFERED_WITHIN_MS = 3_000;

type Offer = { type?: string; sdp?: string };
interface RoomStream {
  readonly mid: string;
  readonly feed_id?: number;
}

/** Everybody else's sound and picture, over one connection whose streams come and go. */
export class CourtReceiver {
  #handle: PluginHandle | undefined;
  #offers: Promise<void> = Promise.resolve();
  #joined = false;
  #closed = false;
  #offered: () => void = () => {};
  #streams = new Map<number, MediaStream>();
  readonly #requests: FeedRequests;
  readonly #layers = new LayerRequests((streams) => this.#handle?.send({ message: { request: 'configure', streams } }));
  readonly #feedOf = new Map<string, number>();
  readonly #tracks = new Map<string, MediaStreamTrack>();

  constructor(
    private readonly session: JanusSession,
    private readonly events: ReceiverEvents,
  ) {
    this.#requests = new FeedRequests({ ask: (feeds) => void this.#ask(feeds), silent: () => this.#silent() });
  }

  /** These feeds publish now, and are to be received. */
  take(feeds: readonly number[]): void {
    if (!this.#closed) this.#requests.told(feeds);
  }

  /** Layers of pictures by seat, undefined: none; those of whom nothing is said come in the lowest. */
  layers(wanted: ReadonlyMap<number, number | undefined>): void {
    this.#layers.want(wanted);
  }

  /** Whose stream a section of the connection is, by `mid`. */
  seats(): ReadonlyMap<string, number> {
    return new Map([...this.#feedOf].map(([mid, feed]) => [mid, feed - 1]));
  }

  stats(): Promise<ReadonlyMap<string, unknown> | undefined> {
    return Promise.resolve(this.#connection?.getStats());
  }

  /** What the line gives has changed, or a voice has come. */
  adapt(): void {
    if (this.#connection) holdBack(this.#connection, this.events.cap());
  }

  /** Another way for the same connection, where its own is gone: ICE restart, or a connection anew. Rejects when there is none. */
  async mend(): Promise<void> {
    const handle = this.#handle;
    const connection = this.#connection;
    if (handle === undefined) return;
    if (connection && this.#joined) {
      this.#requests.waySought();
      if (await this.#restarted(handle)) {
        await mended(connection);
        return this.#requests.wayFound();
      }
    }
    this.#anew(handle);
  }

  /** Asked for also where there is a way: the room's offer says what came and went meanwhile. False: it makes none. */
  async #restarted(handle: PluginHandle): Promise<boolean> {
    const offered = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), OFFERED_WITHIN_MS);
      this.#offered = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
    handle.send({ message: { request: 'configure', restart: true } });
    return offered;
  }

  #silent(): void {
    if (this.#handle !== undefined) this.#anew(this.#handle);
    else this.#requests.again();
  }

  /** All that was received is asked for again, over another handle. */
  #anew(handle: PluginHandle): void {
    this.#handle = undefined;
    this.#joined = false;
    // An answer that was being made for the former one may never be done.
    this.#offers = Promise.resolve();
    handle.detach();
    this.#tracks.clear();
    this.#feedOf.clear();
    this.#tell();
    this.#requests.again();
  }

  get #connection(): RTCPeerConnection | undefined {
    return (this.#handle?.webrtcStuff.pc as RTCPeerConnection | null | undefined) ?? undefined;
  }

  close(): void {
    this.#closed = true;
    this.#requests.close();
    this.#streams = new Map();
  }

  async #ask(feeds: readonly number[]): Promise<void> {
    const streams = feeds.map((feed) => ({ feed }));
    try {
      this.#handle ??= await this.#attach();
      if (this.#closed) return;
      this.#handle.send({
        message: this.#joined ? { request: 'subscribe', streams } : { request: 'join', ptype: 'subscriber', streams },
        error: () => this.#refused('forbidden'),
      });
    } catch {
      this.#lost();
    }
  }

  /** A handle whose join was refused is in no room; the next request is a join again. */
  #refused(how: 'refused' | 'forbidden'): void {
    if (!this.#joined) {
      this.#handle?.detach();
      this.#handle = undefined;
    }
    this.#requests[how]();
  }

  #lost(): void {
    if (!this.#closed) this.events.lost();
  }

  async #attach(): Promise<PluginHandle> {
    const made: { handle?: PluginHandle } = {};
    // Of a handle that was given up there may be late news; its streams have the names of the new one's.
    const stands = () => made.handle === this.#handle;
    const lost = () => {
      if (stands()) this.#lost();
    };
    const watch = watchWay(() => stands() && !this.#closed && this.events.broken());
    const handle = await this.session.attach({
      onmessage: (message, jsep) => {
        if (stands()) this.#read(message as Record<string, unknown>, jsep);
      },
      onremotetrack: (track, mid, on) => {
        if (stands()) this.#track(mid, on ? track : undefined);
      },
      webrtcState: (up) => {
        if (!up) lost();
      },
      connectionState: (state) => {
        watch(state);
        if (state === 'connected' && stands()) this.#requests.wayFound();
      },
      ondetached: lost,
    });
    made.handle = handle;
    return handle;
  }

  #read(message: Record<string, unknown>, jsep?: Offer): void {
    if (message['error_code'] !== undefined) return this.#refused('refused');
    if (message['videoroom'] === 'attached') this.#joined = true;
    const streams = message['streams'];
    if (Array.isArray(streams)) this.#place(streams as RoomStream[]);
    if (jsep?.type !== 'offer') return;
    this.#forgetGone(jsep.sdp ?? '');
    this.#offered();
    const handle = this.#handle as PluginHandle;
    this.#offers = this.#offers
      .then(() => this.#answer(handle, jsep))
      .catch(() => {
        if (handle === this.#handle) this.#lost();
      });
  }

  /** Streams that ended while nobody could be told stand in the next offer, and carry nothing. */
  #forgetGone(sdp: string): void {
    for (const mid of inactiveMids(sdp)) this.#feedOf.delete(mid);
    this.#requests.here(new Set(this.#feedOf.values()));
    this.#tell();
  }

  /** `streams` names all there are: what is not among them is over. */
  #place(streams: readonly RoomStream[]): void {
    this.#feedOf.clear();
    for (const { mid, feed_id } of streams) if (feed_id !== undefined) this.#feedOf.set(mid, feed_id);
    this.#requests.here(new Set(this.#feedOf.values()));
    this.#tell();
  }

  #track(mid: string, track: MediaStreamTrack | undefined): void {
    if (track === undefined || track.readyState === 'ended') this.#tracks.delete(mid);
    else this.#tracks.set(mid, track);
    this.adapt();
    this.#tell();
  }

  /** The same MediaStream for a seat as long as one is there, so that a playing element goes on. */
  #tell(): void {
    const next = new Map<number, MediaStream>();
    const pictures = new Map<string, number>();
    for (const [mid, track] of this.#tracks) {
      const feed = this.#feedOf.get(mid);
      if (feed === undefined) continue;
      const seat = feed - 1;
      if (track.kind === 'video') pictures.set(mid, seat);
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
    this.#layers.placed(pictures);
    if (!this.#closed) this.events.changed(next);
  }

  async #answer(handle: PluginHandle, offer: Offer): Promise<void> {
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

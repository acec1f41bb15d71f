import type { LineFrame } from '#protocol';
import type { MakeTransform } from './guard-connection.js';
import { type JanusDoor, JanusSession } from './janus-session.js';
import { Publisher } from './publisher.js';
import { type ReceivedStream, Subscriber } from './subscriber.js';

export interface MediaLinkEvents {
  /** Streams of the others; whose they are is decided by the keys that open their frames. */
  remotes: (streams: readonly ReceivedStream[]) => void;
  /** The other side of the wire broke E2EE.md §6. */
  violated: () => void;
  /** Own sound and picture go out. */
  up: () => void;
  /** Gateway, Janus or the connection to it is gone. `final`: a new grant would not mend it. */
  lost: (final: boolean) => void;
  /** What the line gives this device, where that was said; `adapt` when it changes. */
  cap: () => LineFrame | undefined;
}

/**
 * Milliseconds before a feed whose connection broke is asked for again; after the last one the link counts as lost. The
 * first leaves the room time to say that the feed itself ended.
 */
const AGAIN_AFTER = [500, 1_000, 3_000];
/** Milliseconds after which a connection that broke and was made again counts as one that never did. */
const STEADY = 15_000;

/** The media of one device: a publishing connection and a receiving one for each other party, all through the gateway. */
export class MediaLink {
  #session: JanusSession | undefined;
  #publisher: Publisher | undefined;
  #spare: Promise<Subscriber> | undefined;
  readonly #subscribers = new Map<string | number, Subscriber>();
  readonly #streams = new Map<string | number, ReceivedStream>();
  /** What the room has now, and how often the connection to each broke. */
  readonly #feeds = new Map<string | number, number>();
  #steady: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  /** Lost, and not closed yet. */
  #over = false;

  /** `stream`: own sound and picture, awaited while the others are already asked for. */
  constructor(
    readonly stream: Promise<MediaStream>,
    readonly others: number,
    readonly transform: MakeTransform,
    readonly events: MediaLinkEvents,
  ) {}

  /** Resolves when own sound and picture are on their way; failures come as `lost`. */
  async start(door: JanusDoor): Promise<void> {
    try {
      const session = await JanusSession.open(door, () => this.#lost());
      this.#session = session;
      if (this.#closed) return session.close();
      const publishing = Publisher.start(session, this.transform, {
        feeds: (feeds) => feeds.forEach((feed) => this.#appeared(feed)),
        gone: (feed) => this.#ended(feed),
        violated: () => this.#violated(),
        up: () => this.#closed || this.events.up(),
        lost: (final) => this.#lost(final),
        cap: this.events.cap,
      });
      this.#spare = this.#attach();
      for (const coming of [this.#spare, this.stream]) coming.catch(() => undefined);
      this.#publisher = await publishing;
      const stream = await this.stream;
      if (!this.#closed) this.#publisher.publish(stream);
    } catch {
      this.#lost();
    }
  }

  /** A receiving connection broke a moment ago and is made again here, or the link is lost: nobody else need do it. */
  get mending(): boolean {
    return [...this.#feeds.values()].some((broken) => broken > 0);
  }

  async setSending(on: boolean): Promise<void> {
    await this.#publisher?.setSending(on);
  }

  adapt(): void {
    void this.#publisher?.adapt();
    for (const subscriber of this.#subscribers.values()) subscriber.adapt();
  }

  async replaceVideo(track: MediaStreamTrack | null): Promise<boolean> {
    return (await this.#publisher?.replaceVideo(track)) ?? false;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#steady);
    this.#publisher?.close();
    for (const feed of this.#subscribers.keys()) this.#gone(feed);
    this.#session?.close();
  }

  #attach(): Promise<Subscriber> {
    const found: { subscriber?: Subscriber } = {};
    return Subscriber.attach(this.#session as JanusSession, this.transform, {
      stream: (stream) => {
        const feed = found.subscriber?.feed;
        if (feed === undefined || this.#closed || this.#over) return;
        this.#streams.set(feed, stream);
        this.events.remotes([...this.#streams.values()]);
      },
      violated: () => this.#violated(),
      cap: this.events.cap,
      ended: () => found.subscriber && this.#current(found.subscriber, (feed) => this.#ended(feed)),
      broke: () => found.subscriber && this.#current(found.subscriber, (feed) => this.#broke(feed)),
    }).then((subscriber) => (found.subscriber = subscriber));
  }

  /** Runs `then` when this is the subscriber of its feed: a former one has nothing to say. */
  #current(subscriber: Subscriber, then: (feed: string | number) => void): void {
    const { feed } = subscriber;
    if (feed !== undefined && this.#subscribers.get(feed) === subscriber) then(feed);
  }

  #appeared(feed: string | number): void {
    this.#feeds.set(feed, 0);
    void this.#subscribe(feed);
  }

  #ended(feed: string | number): void {
    this.#feeds.delete(feed);
    this.#gone(feed);
  }

  /** Nobody else would mend it: the feed is still there, and its owner knows nothing of this. */
  #broke(feed: string | number): void {
    this.#gone(feed);
    const broken = this.#feeds.get(feed);
    if (this.#closed || this.#over || broken === undefined) return;
    const wait = AGAIN_AFTER[broken];
    if (wait === undefined) return this.#lost(true);
    this.#feeds.set(feed, broken + 1);
    clearTimeout(this.#steady);
    this.#steady = setTimeout(() => [...this.#feeds.keys()].forEach((each) => this.#feeds.set(each, 0)), STEADY);
    setTimeout(() => void (this.#feeds.has(feed) && this.#subscribe(feed)), wait);
  }

  async #subscribe(feed: string | number): Promise<void> {
    if (this.#closed || this.#over || this.#subscribers.has(feed) || this.#subscribers.size >= this.others) return;
    const coming = this.#spare ?? this.#attach();
    this.#spare = undefined;
    try {
      const subscriber = await coming;
      if (this.#closed) return subscriber.close();
      this.#subscribers.set(feed, subscriber);
      subscriber.join(feed);
    } catch {
      this.#lost();
    }
  }

  #gone(feed: string | number): void {
    const subscriber = this.#subscribers.get(feed);
    if (subscriber === undefined) return;
    this.#subscribers.delete(feed);
    subscriber.close();
    if (this.#streams.delete(feed) && !this.#closed && !this.#over) this.events.remotes([...this.#streams.values()]);
  }

  #violated(): void {
    if (this.#closed) return;
    this.close();
    this.events.violated();
  }

  /** Its owner closes it: that can take seconds on a busy device, and capture must have ended before. */
  #lost(final = false): void {
    if (this.#closed || (this.#over && !final)) return;
    this.#over = true;
    this.events.lost(final);
  }
}

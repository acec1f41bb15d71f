import type { ServerFrame } from '#protocol';
import type { MakeTransform } from './guard-connection.js';
import { dropWarmSocket, warmJanusSocket } from './janus-session.js';
import { MediaLink, type MediaLinkEvents } from './media-link.js';
import type { OpenSocket } from './session-link.js';

/** Milliseconds in which a new grant may replace media that broke away; without one the call ends. */
const GRACE = 250;
const GRACE_AFTER_RETURN = 5_000;

type MediaGrant = Pick<Extract<ServerFrame, { type: 'media' }>, 'grant' | 'relay'>;

/**
 * The media of a call over its grants: a returning device gets a new grant, and the former connection ends with it.
 * Media that break away while the session channel is up end the call within GRACE.
 */
export class CallMedia {
  #link: MediaLink | undefined;
  #broken = false;
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly url: string,
    readonly others: number,
    readonly openSocket: OpenSocket,
    readonly events: MediaLinkEvents,
  ) {}

  /** Opens the socket of the coming connection; nothing is sent over it. */
  warm(): void {
    warmJanusSocket(this.url, this.openSocket);
  }

  /** Begins to publish and to subscribe with a fresh grant. */
  connect({ grant, relay }: MediaGrant, stream: MediaStream, transform: MakeTransform): void {
    this.#clear();
    const former = this.#link;
    const link = new MediaLink(stream, this.others, transform, {
      remotes: (streams) => {
        if (this.#link === link) this.events.remotes(streams);
      },
      violated: () => this.events.violated(),
      lost: () => {
        if (this.#link === link) this.#lost();
      },
    });
    this.#link = link;
    former?.close();
    void link.start({ url: this.url, token: grant, relay });
  }

  /** The session channel is gone (true) or back (false): nothing is sent meanwhile. */
  hold(held: boolean): void {
    this.#held = held;
    clearTimeout(this.#timer);
    void this.#link?.setSending(!held);
    if (!held && this.#broken) this.#expect(GRACE_AFTER_RETURN);
  }

  close(): void {
    this.#clear();
    this.#link?.close();
    this.#link = undefined;
    dropWarmSocket(this.url);
  }

  #lost(): void {
    this.#broken = true;
    this.events.remotes(new Map());
    if (!this.#held) this.#expect(GRACE);
  }

  #expect(milliseconds: number): void {
    this.#timer = setTimeout(() => this.events.lost(), milliseconds);
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#broken = false;
  }
}

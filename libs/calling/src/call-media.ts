import type { RosterPlace, ServerFrame } from '#protocol';
import type { RemoteParty } from './consultation-state.js';
import type { MakeTransform } from './guard-connection.js';
import { dropWarmSocket, warmJanusSocket } from './janus-session.js';
import { MediaLink, type MediaLinkEvents } from './media-link.js';
import { placeRemotes } from './place-remotes.js';
import type { StreamOwner } from './seal-messages.js';
import type { OpenSocket } from './session-link.js';
import type { ReceivedStream } from './subscriber.js';

/** Milliseconds in which a new grant may replace media that broke away; without one the call ends. */
const GRACE = 250;
const GRACE_AFTER_RETURN = 5_000;

type MediaGrant = Pick<Extract<ServerFrame, { type: 'media' }>, 'grant' | 'relay'>;

/**
 * The media of a call over its grants: a returning device gets a new grant, and the former connection ends with it.
 * Media that break away while the session channel is up end the call within GRACE, at once when the plane hung up.
 */
export class CallMedia {
  #link: MediaLink | undefined;
  #streams: readonly ReceivedStream[] = [];
  #owners: readonly StreamOwner[] = [];
  #broken = false;
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly url: string,
    readonly roster: readonly RosterPlace[],
    readonly openSocket: OpenSocket,
    readonly events: Pick<MediaLinkEvents, 'violated'> & {
      readonly lost: () => void;
      readonly changed: () => void;
      /** Nothing goes out any more; `lost` follows unless a new grant comes. */
      readonly broke: () => void;
    },
  ) {}

  /** The others' streams whose party is known, by place. */
  get remotes(): readonly RemoteParty[] {
    return placeRemotes(this.roster, this.#streams, this.#owners);
  }

  /** The worker's word, which is the only one that counts. */
  named(owners: readonly StreamOwner[]): void {
    this.#owners = owners;
    this.events.changed();
  }

  /** Opens the socket of the coming connection; nothing is sent over it. */
  warm(): void {
    warmJanusSocket(this.url, this.openSocket);
  }

  /** Begins to publish and to subscribe with a fresh grant. */
  connect({ grant, relay }: MediaGrant, stream: Promise<MediaStream>, transform: MakeTransform): void {
    this.#clear();
    const former = this.#link;
    const link = new MediaLink(stream, this.roster.length - 1, transform, {
      remotes: (streams) => {
        if (this.#link === link) this.#place(streams);
      },
      violated: () => this.events.violated(),
      lost: (hungUp) => {
        if (this.#link === link) this.#lost(hungUp);
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

  /** Puts another track into the sender of the own picture; false when there is none. */
  async replaceVideo(track: MediaStreamTrack | null): Promise<boolean> {
    return (await this.#link?.replaceVideo(track)) ?? false;
  }

  close(): void {
    this.#clear();
    this.#link?.close();
    this.#link = undefined;
    this.#streams = [];
    dropWarmSocket(this.url);
  }

  #place(streams: readonly ReceivedStream[]): void {
    this.#streams = streams;
    this.events.changed();
  }

  #lost(hungUp: boolean): void {
    this.#broken = true;
    // Before the connection is closed, which holds a busy page for a second.
    if (hungUp && !this.#held) return this.events.lost();
    this.events.broke();
    this.#place([]);
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

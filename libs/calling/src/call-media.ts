import type { LineFrame, RosterPlace, ServerFrame } from '#protocol';
import type { PlacedStream } from './consultation-state.js';
import type { MakeTransform } from './guard-connection.js';
import { dropWarmSocket, warmJanusSocket } from './janus-session.js';
import { MediaLink, type MediaLinkEvents } from './media-link.js';
import { placeRemotes } from './place-remotes.js';
import type { StreamOwner } from './seal-messages.js';
import type { OpenSocket } from './session-link.js';
import type { ReceivedStream } from './subscriber.js';

/** Milliseconds in which media that broke away must be there again; else the call ends. Media that never were have less. */
const PATIENCE = 20_000;
const PATIENCE_AT_FIRST = 250;
/** Milliseconds before a new grant is asked for, the first time and after each that did not mend it. */
const RENEW_AFTER = 200;
const RENEW_AGAIN_AFTER = 1_000;
/** Milliseconds for which nobody may be unheard before the connections are made anew, and for which those that were just made have time. */
const UNHEARD = 1_500;
const UNHEARD_AGAIN = 8_000;

type MediaGrant = Pick<Extract<ServerFrame, { type: 'media' }>, 'grant' | 'relay'>;

/**
 * The media of a call over its grants: a returning device gets a new grant, and the former connection ends with it. For
 * media that break away while the session channel is up, a new one is asked for (E2EE.md §7), with new sender keys as
 * every connection has.
 */
export class CallMedia {
  /** What the line of the building gives this device; undefined: nothing was said of it. */
  cap: LineFrame | undefined;
  #link: MediaLink | undefined;
  #streams: readonly ReceivedStream[] = [];
  #owners: readonly StreamOwner[] = [];
  #broken = false;
  #held = false;
  #wereUp = false;
  #renewals = 0;
  #unheard = false;
  #listening: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly url: string,
    readonly roster: readonly RosterPlace[],
    readonly openSocket: OpenSocket,
    readonly events: Pick<MediaLinkEvents, 'violated'> & {
      readonly lost: () => void;
      readonly changed: () => void;
      /** True: nothing goes out any more; `lost` follows unless it is mended. False: it is. */
      readonly broke: (broken: boolean) => void;
      /** A new grant is needed. */
      readonly renew: () => void;
    },
  ) {}

  /** The others' streams whose party is known, by place. */
  get remotes(): readonly PlacedStream[] {
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

  limit(cap: LineFrame): void {
    this.cap = cap;
    this.#link?.adapt();
    this.events.changed();
  }

  /** Begins to publish and to subscribe with a fresh grant. */
  connect({ grant, relay }: MediaGrant, stream: Promise<MediaStream>, transform: MakeTransform): void {
    clearTimeout(this.#renewal);
    const former = this.#link;
    const link = new MediaLink(stream, this.roster.length - 1, transform, {
      remotes: (streams) => {
        if (this.#link === link) this.#place(streams);
      },
      violated: () => this.events.violated(),
      cap: () => this.cap,
      up: () => {
        if (this.#link === link) this.#mended();
      },
      lost: (final) => {
        if (this.#link === link) this.#lost(final);
      },
    });
    this.#link = link;
    former?.close();
    void link.start({ url: this.url, token: grant, relay });
    this.#listen(UNHEARD_AGAIN);
  }

  /**
   * Nobody who is here is heard (true), or somebody is: a way that died without a word is made anew before ICE gives it up.
   * `patient`: somebody just came back, and makes connections of its own. An OFFER ends it: whoever is unheard in the round
   * of before has none of its keys.
   */
  unheard(unheard: boolean, patient: boolean): void {
    if (this.#unheard === unheard && !patient) return;
    this.#unheard = unheard;
    this.#listen(patient ? UNHEARD_AGAIN : UNHEARD);
  }

  /** The session channel is gone (true) or back (false): nothing is sent meanwhile, and a grant comes with its return. */
  hold(held: boolean): void {
    this.#held = held;
    clearTimeout(this.#renewal);
    clearTimeout(this.#listening);
    void this.#link?.setSending(!held);
    if (!held && this.#broken) this.#expect();
  }

  /** The server has no media to give now. */
  refused(): void {
    if (this.#broken && !this.#held) this.#mend();
  }

  /** Puts another track into the sender of the own picture; false when there is none. */
  async replaceVideo(track: MediaStreamTrack | null): Promise<boolean> {
    return (await this.#link?.replaceVideo(track)) ?? false;
  }

  close(): void {
    this.#clear();
    clearTimeout(this.#listening);
    this.#link?.close();
    this.#link = undefined;
    this.#streams = [];
    dropWarmSocket(this.url);
  }

  #place(streams: readonly ReceivedStream[]): void {
    this.#streams = streams;
    this.events.changed();
  }

  #lost(final: boolean): void {
    // Before the connection is closed, which holds a busy page for a second.
    if (final && !this.#held) return this.events.lost();
    this.#broken = true;
    this.events.broke(true);
    this.#place([]);
    if (!this.#held) this.#mend();
  }

  #mend(): void {
    this.#expect();
    if (!this.#wereUp) return;
    clearTimeout(this.#renewal);
    const wait = this.#renewals++ === 0 ? RENEW_AFTER : RENEW_AGAIN_AFTER;
    this.#renewal = setTimeout(() => this.events.renew(), wait);
  }

  #mended(): void {
    this.#wereUp = true;
    this.#renewals = 0;
    this.#clear();
    if (!this.#broken) return;
    this.#broken = false;
    this.events.broke(false);
  }

  #expect(): void {
    this.#patience ??= setTimeout(() => this.#giveUp(), this.#wereUp ? PATIENCE : PATIENCE_AT_FIRST);
  }

  /** A channel that is gone has a patience of its own, and is opened anew with every try. */
  #giveUp(): void {
    if (this.#held) this.#patience = setTimeout(() => this.#giveUp(), PATIENCE_AT_FIRST);
    else this.events.lost();
  }

  #listen(milliseconds: number): void {
    clearTimeout(this.#listening);
    if (!this.#unheard || this.#held) return;
    this.#listening = setTimeout(() => {
      if (this.#link?.mending) this.#listen(UNHEARD);
      else this.events.renew();
    }, milliseconds);
  }

  #clear(): void {
    clearTimeout(this.#renewal);
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }
}

import type { Tile } from '#hearing';
import type { CountedVoice, LineFrame, RelayPass, VoiceMeasure } from '#protocol';
import type { HearingMedia, HearingMediaOptions } from './hearing-media.js';
import { type LineSeen, NOTHING_SEEN } from './line-watch.js';
import { OwnDevices } from './own-devices.js';

export interface MediaState {
  readonly devices: 'off' | 'asking' | 'on' | 'refused';
  readonly own: MediaStream | undefined;
  /** By seat. */
  readonly remotes: ReadonlyMap<number, MediaStream>;
  readonly line: LineSeen;
  /** What the line of the building gives this device, where that was said. */
  readonly cap: LineFrame | undefined;
  /** By this person; the court's own muting is beside it. */
  readonly muted: { readonly audio: boolean; readonly video: boolean };
}

export const NO_MEDIA: MediaState = {
  devices: 'off',
  own: undefined,
  remotes: new Map(),
  line: NOTHING_SEEN,
  cap: undefined,
  muted: { audio: false, video: false },
};

type Link = Pick<HearingMedia, 'connect' | 'resume' | 'send' | 'adapt' | 'measured' | 'close'>;

export interface CourtMediaOptions {
  changed: (state: MediaState) => void;
  lost: () => void;
  /** The line is cut, and the grant may still stand. */
  broken: () => void;
  /** What is missing of others' sound, every few seconds. */
  missing: (voices: readonly CountedVoice[]) => void;
  devices?: Pick<OwnDevices, 'stream' | 'begin' | 'set' | 'level' | 'end'>;
  /** Makes the connection of one grant. */
  link: (told: Omit<HearingMediaOptions, 'url'>) => Link;
}

/** Own devices and the connection of the present grant. Without a grant camera and microphone are off, not only unsent. */
export class CourtMedia {
  #state = NO_MEDIA;
  #link: Link | undefined;
  #grant: string | undefined;
  #mutedByCourt = false;
  readonly #tiles = new Map<number, Tile>();
  readonly #devices: NonNullable<CourtMediaOptions['devices']>;

  constructor(private readonly options: CourtMediaOptions) {
    this.#devices = options.devices ?? new OwnDevices();
  }

  /** Of the voice of a seat, over the last seconds, by this device. */
  measured = (seat: number): VoiceMeasure | undefined => this.#link?.measured(seat);

  level = (): number => this.#devices.level();

  /** Camera and microphone on: from a click in the lobby, and again with each grant. While they are asked for, once. */
  async begin(): Promise<void> {
    if (this.#state.devices === 'asking') return;
    this.#set({ devices: 'asking', own: undefined });
    try {
      const own = await this.#devices.begin();
      if (own === undefined) return;
      this.#applyMuted();
      this.#set({ devices: 'on', own });
      await this.#link?.send(own);
    } catch {
      this.#set({ devices: 'refused', own: undefined });
    }
  }

  /** Under which the present connection was made. */
  get held(): string | undefined {
    return this.#grant;
  }

  /** Another grant, or the word that the one held stands: then media go on by their connection of before. */
  async granted(grant: string, relay?: RelayPass): Promise<void> {
    if (this.#link !== undefined && grant === this.#grant) return this.#resume(this.#link);
    this.#unlink();
    const make = this.options.link;
    const link: Link = make({
      tiles: () => this.#tiles,
      cap: () => this.#state.cap,
      changed: (remotes) => link === this.#link && this.#set({ remotes }),
      seen: (line) => link === this.#link && this.#set({ line }),
      missing: (voices) => link === this.#link && this.options.missing(voices),
      lost: () => link === this.#link && this.options.lost(),
      broken: () => link === this.#link && this.options.broken(),
    });
    this.#link = link;
    this.#grant = grant;
    try {
      await link.connect(grant, relay);
      if (link !== this.#link) return;
      if (this.#devices.stream) await link.send(this.#devices.stream);
      else await this.begin();
    } catch {
      if (link === this.#link) this.options.lost();
    }
  }

  async #resume(link: Link): Promise<void> {
    try {
      await link.resume();
    } catch {
      if (link === this.#link) this.options.lost();
    }
  }

  /** No grant any more. In the lobby there is none either, and the try-out goes on. */
  revoked(): void {
    if (this.#link === undefined) return;
    this.#unlink();
    this.#devices.end();
    this.#set({ devices: 'off', own: undefined });
  }

  /** Takes this device off the hearing; when it resolves nothing is sent to it and nothing of it is heard. */
  async detach(): Promise<void> {
    await this.#link?.send(null);
    this.revoked();
  }

  /** The line of the building gives more or less from now on. Own sound and picture go on in the connection that there is. */
  limit(cap: LineFrame): void {
    this.#set({ cap });
    this.#link?.adapt();
  }

  /** The picture of this seat is shown; undefined: no more. */
  setTile(seat: number, tile: Tile | undefined): void {
    if (tile === undefined) this.#tiles.delete(seat);
    else this.#tiles.set(seat, tile);
  }

  setMuted(kind: 'audio' | 'video', on: boolean): void {
    this.#set({ muted: { ...this.#state.muted, [kind]: on } });
    this.#applyMuted();
  }

  setMutedByCourt(on: boolean): void {
    this.#mutedByCourt = on;
    this.#applyMuted();
  }

  end(): void {
    this.#unlink();
    this.#devices.end();
    this.#set({ devices: 'off', own: undefined });
  }

  #applyMuted(): void {
    this.#devices.set('audio', !this.#state.muted.audio && !this.#mutedByCourt);
    this.#devices.set('video', !this.#state.muted.video);
  }

  #unlink(): void {
    const link = this.#link;
    this.#link = undefined;
    this.#grant = undefined;
    link?.close();
    this.#set({ remotes: new Map(), line: NOTHING_SEEN });
  }

  #set(fresh: Partial<MediaState>): void {
    this.#state = { ...this.#state, ...fresh };
    this.options.changed(this.#state);
  }
}

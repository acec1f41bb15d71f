import type { RelayPass } from '#protocol';

export interface HearingMediaOptions {
  url: string;
  /** Everybody who is received now, by seat. */
  changed: (remotes: ReadonlyMap<number, MediaStream>) => void;
  /** The line of the media is gone for good: a new grant is needed. */
  lost: () => void;
}

/** Pictures and sound of a hearing, for one grant. The real one follows: this one sends and receives nothing. */
export class HearingMedia {
  constructor(readonly options: HearingMediaOptions) {}

  async connect(_grant: string, _relay?: RelayPass): Promise<void> {
    this.options.changed(new Map());
  }

  /** `null` takes both tracks off the hearing; when it resolves nothing of this device is sent. */
  async send(_stream: MediaStream | null): Promise<void> {}

  close(): void {}
}

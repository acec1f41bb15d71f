import type { PartyBooking } from '#protocol';
import type { ConsultationState, RemoteParty, SessionFacts } from './consultation-state.js';

/** What a consultation needs; everything after `onState` has a default that suits a page. */
export interface ConsultationOptions {
  /** The stored booking: own `party` and the roster kept when it was confirmed (attorney) or at check-in (kiosk). */
  booking: PartyBooking;
  onState: (state: ConsultationState) => void;
  /** Called whenever the set of remote streams or what the server says of the session changes. */
  onChange?: () => void;
  /** Same-origin base, e.g. `https://kiosk.example`; default `location.origin`. */
  server?: string;
  /** Default `/seal-worker.js`. */
  workerUrl?: string;
}

/**
 * One device's side of a booth call (kiosk or attorney). Has no `record()` and no `observe()`.
 * Call `enter()` only from a person's click or touch: capture starts there and nowhere else; every capture track is
 * `ended` within a second after the end, whatever ended it.
 */
export class Consultation {
  constructor(readonly options: ConsultationOptions) {}

  get state(): ConsultationState {
    return { name: 'idle' };
  }

  /** The last `state` frame of the server; undefined before the first. */
  get facts(): SessionFacts | undefined {
    return undefined;
  }

  /** Own camera and microphone while capture runs. Show it muted. */
  get preview(): MediaStream | undefined {
    return undefined;
  }

  /** Others' streams, by place in the roster. Attach them with `attachRemote`. */
  get remotes(): readonly RemoteParty[] {
    return [];
  }

  /** From a person's click or touch only: asks for devices, then opens the session channel. Never rejects. */
  async enter(): Promise<void> {}

  /** The person's answer to "are the numbers the same". `false` ends the call for everybody. */
  answer(_same: boolean): void {}

  /** Attorney only: go on without comparing the numbers. */
  goOnWithoutMatching(): void {}

  /** One more attempt, after `broken` with a code in `RETRIABLE`; a person's click, like `enter`. */
  async again(): Promise<void> {}

  /** "Call staff": carries no sound; works in every state with an open session channel. */
  callStaff(): void {}

  /** The person mutes or unmutes the own microphone or camera (track.enabled). */
  setMuted(_kind: 'audio' | 'video', _muted: boolean): void {}

  /** The person ends the call, for everybody. */
  end(): void {}

  /** The screen goes away: ends capture and connections, says nothing to the others. */
  dispose(): void {}
}

import type { ConsultationState, RemoteParty, TypedWord } from '#calling';
import type { LineFrame, SealProfile } from '#protocol';
import type { ComponentChildren } from 'preact';

/** What a person at this device can do in a call; each is called from a click or touch only. */
export interface CallActions {
  answer: (same: boolean) => void;
  goOnWithoutMatching: () => void;
  /** Sends the own picture before the numbers were compared: for sign language. */
  showVideoWhileMatching: (on: boolean) => void;
  again: () => void;
  setMuted: (kind: 'audio' | 'video', muted: boolean) => void;
  /** Typed words. */
  say: (text: string) => void;
  end: () => void;
  /** Leave the screen after the end. */
  leave: () => void;
}

/** Everything a call screen shows: a pure function of this. `since`: when the present state began, server time. */
export interface CallProps {
  /** `helper`: co-counsel or interpreter. */
  own: 'booth' | 'attorney' | 'helper';
  state: ConsultationState;
  remotes: readonly RemoteParty[];
  preview: MediaStream | undefined;
  words: readonly TypedWord[];
  /** The own window while it is shared. */
  sharing: MediaStream | undefined;
  /** Shares a window and stops it; absent where none may be shared: at the kiosk. */
  window?: { readonly share: ComponentChildren; readonly banner: ComponentChildren };
  /** The picture of the party in this place is a window. */
  isWindow: (place: number) => boolean;
  profile: SealProfile;
  /** What the line of the building gives this device, where that was said. */
  line: LineFrame | undefined;
  origin: string;
  booth: string;
  now: () => number;
  since: number;
  /** End of the slot, server time; undefined until the server said it. Nothing ends by itself then. */
  to: number | undefined;
  actions: CallActions;
  /** A further action of the audience, at the foot. */
  more?: ComponentChildren;
}

import type { ConsultationState, RemoteParty } from '#calling';
import type { SealProfile } from '#protocol';

/** What a person at this device can do in a call; each is called from a click or touch only. */
export interface CallActions {
  answer: (same: boolean) => void;
  goOnWithoutMatching: () => void;
  again: () => void;
  setMuted: (kind: 'audio' | 'video', muted: boolean) => void;
  end: () => void;
  /** Leave the screen after the end. */
  leave: () => void;
}

/** Everything a call screen shows: a pure function of this. `since`: when the present state began, server time. */
export interface CallProps {
  own: 'booth' | 'attorney';
  state: ConsultationState;
  remotes: readonly RemoteParty[];
  preview: MediaStream | undefined;
  profile: SealProfile;
  origin: string;
  booth: string;
  now: () => number;
  since: number;
  /** End of the slot, server time; undefined until the server said it. Nothing ends by itself then. */
  to: number | undefined;
  actions: CallActions;
}

import type { HearingCommand, HearingView, MinuteLine } from '#protocol';
import type { FailureCode } from '../api/call-api.js';
import type { MediaState } from './media/court-media.js';

/** What a person in a hearing can do at this device; each is called from a click or touch only. */
export interface CourtActions {
  say: (command: HearingCommand) => void;
  /** A line of the minute. @returns whether it was sent. */
  note: (text: string, corrects?: number) => boolean;
  beginDevices: () => void;
  setMuted: (kind: 'audio' | 'video', on: boolean) => void;
  /** Back to the clerk's list; absent for who came by a link. */
  leave?: () => void;
}

/** Everything a screen of a hearing shows: a pure function of this. */
export interface CourtProps {
  view: HearingView;
  minute: readonly MinuteLine[];
  /** Own clock, milliseconds: since when the line to the court is lost. */
  lostSince: number | undefined;
  /** Of the last command. */
  refusal: FailureCode | undefined;
  media: MediaState;
  /** Loudness of the own microphone now. */
  level: () => number;
  facility: string;
  zone: string;
  /** The server's clock, milliseconds. */
  now: () => number;
  actions: CourtActions;
}

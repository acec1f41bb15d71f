import type { Tile } from '#hearing';
import type { HearingCommand, HearingView, MinuteLine, VoiceMeasure } from '#protocol';
import type { ComponentChildren } from 'preact';
import type { FailureCode } from '../api/call-api.js';
import type { MediaState } from './media/court-media.js';

/** What a person in a hearing can do at this device; each is called from a click or touch only. */
export interface CourtActions {
  say: (command: HearingCommand) => void;
  /** A line of the minute. @returns whether it was sent. */
  note: (text: string, corrects?: number) => boolean;
  beginDevices: () => void;
  setMuted: (kind: 'audio' | 'video', on: boolean) => void;
  /** The picture of a seat is shown; undefined: no more. */
  setTile: (seat: number, tile: Tile | undefined) => void;
}

/** The way back to where somebody came from. */
export interface Leave {
  readonly words: string;
  readonly go: () => void;
  /** Also while the hearing runs. */
  readonly always: boolean;
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
  /** What this device measured of the voice of a seat over the last seconds. */
  measured: (seat: number) => VoiceMeasure | undefined;
  facility: string;
  /** Absent for who came by a link. */
  leave?: Leave | undefined;
  /** The sealed call of a private word, for a device with a booking; back in court after `onEnd`. */
  word?: ((onEnd: () => void) => ComponentChildren) | undefined;
  zone: string;
  /** The server's clock, milliseconds. */
  now: () => number;
  actions: CourtActions;
}

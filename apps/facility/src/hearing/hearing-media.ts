import type { RelayPass } from '#protocol';

/** A hearing, as far as its media are concerned. */
export interface Sitting {
  readonly hearing: string;
  /** Whether media of seat `from` may reach seat `to` now. Asked for each stream, at any time, also after a grant. */
  mayReceive(from: number, to: number): boolean;
  /** Whether the court has muted that seat. Asked at any time, also after a grant. */
  isMuted(seat: number): boolean;
}

/** What one device needs to reach the hearing plane. */
export interface HearingGrant {
  readonly grant: string;
  readonly relay?: RelayPass;
}

/** The way of a hearing to its media. Calls for one seat come one after another, those for several seats at once. */
export abstract class HearingMedia {
  /** For the device that is at this seat now; an older grant of the seat is void. Rejects when there is no plane. */
  abstract grant(sitting: Sitting, seat: number): Promise<HearingGrant>;
  /** When this resolves, nothing of that seat is sent or received any more. Without a grant it does nothing. */
  abstract revoke(hearing: string, seat: number): Promise<void>;
  /**
   * When this resolves, the plane passes on sound of that seat or does not, as `isMuted` says. Without a grant it does nothing:
   * a later one begins as `isMuted` says then. Rejects when the plane does not answer.
   */
  abstract obeyMute(hearing: string, seat: number): Promise<void>;
  /** Ends the room and every grant. */
  abstract close(hearing: string): Promise<void>;
  /** Resolves when the plane has had no audio of these seats for QUIET_MS on end. */
  abstract whenQuiet(hearing: string, seats: readonly number[]): Promise<void>;
}

import type { PlaneRoom } from '#janus';

/** What one party of one session may do at the booth plane. Made when the room exists, lives until revoked. */
export interface Grant {
  readonly session: string;
  /** Index in the roster, from 0. The party's feed in the room is `party + 1` (see feedOf). */
  readonly party: number;
  /** In a booth, role of E2EE.md §2: 1 booth, 2 attorney, 3 co-counsel, 4 interpreter. */
  readonly role?: number;
  readonly room: PlaneRoom;
  /** Sign-in, or enrolment of a kiosk, of the device it is given to (`Visitor.session`): the grant ends with it. */
  readonly signIn: string;
  /** Address of the relay this party was given credentials for. */
  readonly relay?: string | undefined;
  /**
   * Hearings: whether media of that party may reach this one now; asked anew at each subscription. Absent: as the plane's
   * rules have it, and the hearing plane's let nothing through then.
   */
  readonly mayReceive?: (party: number) => boolean;
  /** Hearings: what the court says of this party's sound. */
  readonly sound?: SoundGuard;
  /** Its publisher's media came up, or went away. Hints for presence; never awaited, must not throw. */
  readonly mediaUp?: () => void;
  readonly mediaDown?: () => void;
}

/** Stands between a party's descriptions of its own sound and Janus. `mid`: as of audioMidIn. */
export interface SoundGuard {
  /** Before Janus has the offer. @throws GatewayRefusal */
  offered(request: string, mid: string | undefined): void;
  /** Janus has answered. The party is told once this resolves; undefined: at once. Rejects with JanusError. */
  answered(): Promise<void> | undefined;
}

/** One connection that acts under a grant. */
export interface GrantHolder {
  /** Closes the connection. Its Janus session stays: the seat's next holder claims or destroys it. */
  close(reason: 'revoked' | 'replaced'): void;
}

/** A Janus id and the one the browser knows it by; Janus's own never leave the server. */
export interface IdPair {
  readonly shown: number;
  readonly janus: number;
}

export interface SeatHandle extends IdPair {
  kind: 'fresh' | 'publisher' | 'subscriber' | 'left';
  /** Of a subscriber. */
  feed?: number;
  /** Janus reported its media up. */
  up?: boolean;
}

/** What survives a broken connection of a party, so that it can claim its own Janus session, and nobody else's. */
export interface Seat {
  readonly grant: Grant;
  holder: GrantHolder | undefined;
  session: IdPair | undefined;
  /** By shown id. */
  readonly handles: Map<number, SeatHandle>;
  /** VideoRoom's private id of the own publisher. */
  privateId: number | undefined;
}

/** Answers who stands behind a token. A token serves one connection at a time: the newest takes the seat. */
export abstract class Grants {
  /** Undefined: never issued, or revoked. The former holder has been closed when this returns. */
  abstract take(token: string, holder: GrantHolder): Seat | undefined;
  /** The connection is gone; the seat stays. */
  abstract leave(seat: Seat, holder: GrantHolder): void;
}

/** Feed id (Janus publisher id) of a roster place. */
export const feedOf = (party: number): number => party + 1;

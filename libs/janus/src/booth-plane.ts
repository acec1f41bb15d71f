import type { PlaneProfile, PlaneRoom, RoomStanding } from './plane-room.js';

/** Two to four publishers. */
export type BoothRoom = PlaneRoom;

/**
 * The booth plane as the facility uses it. All methods reject with JanusError; `plane-down` when there is no Janus.
 * There is no method that records, forwards or observes, and none is to be added.
 */
export abstract class BoothPlane {
  /** Makes the room of a session (128 random bits as 32 hex). Resolves when Janus has it; the same room if it exists. */
  abstract openRoom(session: string, publishers: number): Promise<BoothRoom>;
  /** Destroys it for everybody; media stops. True if there was one. */
  abstract closeRoom(session: string): Promise<boolean>;
  /** All rooms, hidden ones too. */
  abstract rooms(): Promise<RoomStanding[]>;
  /** Destroys the rooms of all sessions that `running` does not name. @returns their sessions. For a start after a crash. */
  abstract closeOthers(running: ReadonlySet<string>): Promise<string[]>;
  /** Ends a Janus session of anyone with all its handles. True if there was one. */
  abstract destroySession(janusSession: number): Promise<boolean>;
  abstract profile(): Promise<PlaneProfile>;
}

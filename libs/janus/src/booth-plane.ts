/** A room of the booth plane, as a grant needs it. Both values are secrets of the server. */
export interface BoothRoom {
  /** Janus room id, 1 … 2^53 − 1. */
  readonly id: number;
  readonly pin: string;
  /** Exact number of publishers, 2 … 4. */
  readonly publishers: number;
}

/** A room as it stands in Janus now. `session` is undefined for a room that is not ours. */
export interface RoomStanding {
  readonly id: number;
  readonly session: string | undefined;
  readonly participants: number;
}

/** Whether rooms can be made, and on which Janus. */
export type PlaneProfile =
  | { readonly state: 'up'; readonly janusVersion: string; readonly name: string }
  | { readonly state: 'down'; readonly reason: string };

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

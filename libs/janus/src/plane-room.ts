/** A room of a plane, as a grant needs it. Both values are secrets of the server. */
export interface PlaneRoom {
  /** Janus room id, 1 … 2^53 − 1. */
  readonly id: number;
  readonly pin: string;
  /** Exact number of publishers. */
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

import { ATTORNEY_ROLE, BOOTH_ROLE, endedBy, endsForAll } from '#booking';
import type { CompletionCode, RosterPlace, ServerFrame } from '#protocol';
import type { PlacedStream, RemoteParty, SessionFacts } from './consultation-state.js';

type StateFrame = Extract<ServerFrame, { type: 'state' }>;

/** Who is booked, who of them is here, and this device's own place among them. Places are of the booked roster. */
export class Attendance {
  readonly own: number;
  /** Own role; 0 when the own party is not in the roster, which the seal refuses. */
  readonly role: number;
  readonly roles: readonly number[];
  /** The last `state` frame of the server; undefined before the first. */
  said: SessionFacts | undefined;
  present: readonly boolean[] = [];
  /** Places of whom nothing arrives any more, as the worker noticed. */
  #silent: readonly number[] = [];

  constructor(
    readonly roster: readonly RosterPlace[],
    party: string,
  ) {
    this.own = roster.findIndex((place) => place.party === party);
    this.roles = roster.map(({ role }) => role);
    this.role = this.roles[this.own] ?? 0;
  }

  /** Booth and attorney are here: an OFFER is to come. */
  get canBegin(): boolean {
    return canBegin(this.roles, this.present);
  }

  /** Others are here by the server's word, and nothing arrives of any of them. */
  get hearsNobody(): boolean {
    const others = [...this.present.keys()].filter((place) => place !== this.own && this.present[place]);
    return others.length > 0 && others.every((place) => this.#silent.includes(place));
  }

  /** The worker's word on whom nothing arrives of, and only when it changes: a new one begins with nobody. True when that is everybody who is here. */
  misses(places: readonly number[]): boolean {
    this.#silent = places;
    return this.hearsNobody;
  }

  marked(remotes: readonly PlacedStream[]): readonly RemoteParty[] {
    return remotes.map((remote) => ({ ...remote, silent: this.#silent.includes(remote.place) }));
  }

  /** What the own wish to end comes to: who only helps leaves, and the others go on. */
  get ownEnd(): CompletionCode {
    return endsForAll(this.role) ? endedBy(this.role) : 'normal';
  }

  /** Which other places went away or came back since the last frame, and all that are here. */
  take(frame: StateFrame): { left: number[]; back: number[]; here: number[] } {
    const before = this.present;
    const after = frame.present;
    this.said = frame;
    this.present = after;
    const others = [...after.keys()].filter((place) => place !== this.own);
    return {
      left: others.filter((place) => before[place] === true && after[place] === false),
      back: others.filter((place) => before[place] === false && after[place] === true),
      here: others.filter((place) => after[place] === true),
    };
  }
}

const isHere = (roles: readonly number[], present: readonly boolean[], role: number): boolean =>
  present.some((here, place) => here && roles[place] === role);

export const canBegin = (roles: readonly number[], present: readonly boolean[]): boolean =>
  isHere(roles, present, BOOTH_ROLE) && isHere(roles, present, ATTORNEY_ROLE);

/** With keys: the booth and somebody else is enough (E2EE.md §7, leaving). */
export const canGoOn = (roles: readonly number[], present: readonly boolean[]): boolean =>
  isHere(roles, present, BOOTH_ROLE) && present.filter(Boolean).length > 1;

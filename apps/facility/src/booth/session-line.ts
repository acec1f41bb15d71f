import { BOOTH_ROLE } from '#booking';
import { crossedBy, deviceCap, type SessionCap } from '#link';
import type { RosterPlace } from '#protocol';
import { ToldLine } from '../line/told-line.js';
import type { SessionConnection } from './session-connection.js';

/** What the line gives one booth session: the booth is inside, everybody else beyond it, and a picture has one size. */
export class SessionLine {
  #cap: SessionCap | undefined;
  readonly #told = new ToldLine();

  /** `sockets`: by place, as they come and go. */
  constructor(
    private readonly roster: () => readonly RosterPlace[],
    private readonly sockets: readonly (SessionConnection | undefined)[],
  ) {}

  follow(cap: SessionCap): void {
    this.#cap = cap;
    this.tell();
  }

  /** Whoever was not told yet. */
  tell(): void {
    if (this.#cap === undefined) return;
    const roster = this.roster();
    for (const [place, socket] of this.sockets.entries()) {
      if (socket === undefined) continue;
      const crossed = crossedBy(roster[place]?.role === BOOTH_ROLE, roster.length > 2 ? 'others' : 'nobody');
      this.#told.tell(socket, deviceCap(this.#cap, crossed));
    }
  }
}

import { randomBytes } from 'node:crypto';
import type { BoothPlane } from '#janus';
import { Grants, type Grant, type GrantHolder, type Seat } from './grants.js';

/** All grants of this process for one plane, in memory: after a restart every party gets a new one. Tokens are never logged. */
export class GrantBook extends Grants {
  readonly #seats = new Map<string, Seat>();

  constructor(private readonly plane: Pick<BoothPlane, 'destroySession'>) {
    super();
  }

  /**
   * @returns the token (256 random bits, base64url) that goes to the party as `media {grant}`. A party that had a
   * token keeps it valid: call revokeParty first. Throws RangeError for a party beyond the room's publishers.
   */
  issue(grant: Grant): string {
    const { party, room } = grant;
    if (!Number.isInteger(party) || party < 0 || party >= room.publishers)
      throw new RangeError('no such place in this room');
    const token = randomBytes(32).toString('base64url');
    this.#seats.set(token, {
      grant,
      holder: undefined,
      session: undefined,
      handles: new Map(),
      privateId: undefined,
    });
    return token;
  }

  /**
   * Ends all grants of a session: tokens are void and sockets closed when this is called, its Janus sessions are
   * destroyed when it resolves. Idempotent. Rejects with JanusError when the plane does not answer; close the room too.
   */
  async revoke(session: string): Promise<void> {
    await this.#drop((seat) => seat.grant.session === session);
  }

  /** The same for one party, for example when it is given a new grant. */
  async revokeParty(session: string, party: number): Promise<void> {
    await this.#drop((seat) => seat.grant.session === session && seat.grant.party === party);
  }

  /** The same for everything that was given to devices of one sign-in or enrolment, because that has ended. */
  async revokeSignIn(signIn: string): Promise<void> {
    await this.#drop((seat) => seat.grant.signIn === signIn);
  }

  /** Sessions that have a grant now. */
  sessions(): string[] {
    return [...new Set([...this.#seats.values()].map((seat) => seat.grant.session))];
  }

  override take(token: string, holder: GrantHolder): Seat | undefined {
    const seat = this.#seats.get(token);
    if (seat === undefined) return undefined;
    const former = seat.holder;
    seat.holder = holder;
    if (former !== holder) former?.close('replaced');
    return seat;
  }

  override leave(seat: Seat, holder: GrantHolder): void {
    if (seat.holder === holder) seat.holder = undefined;
  }

  async #drop(chosen: (seat: Seat) => boolean): Promise<void> {
    const ended = [...this.#seats].filter(([, seat]) => chosen(seat));
    for (const [token, seat] of ended) {
      this.#seats.delete(token);
      seat.holder?.close('revoked');
      seat.holder = undefined;
    }
    await Promise.all(
      ended.map(async ([, seat]) => {
        const session = seat.session;
        seat.session = undefined;
        if (session !== undefined) await this.plane.destroySession(session.janus);
      }),
    );
  }
}

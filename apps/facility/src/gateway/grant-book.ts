import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Grants, type Grant, type GrantHolder, type Seat } from './grants.js';

/** All grants of this process, in memory: after a restart every party gets a new one. Tokens are never logged. */
@Injectable()
export class GrantBook extends Grants {
  readonly #seats = new Map<string, Seat>();

  /** @returns the token (256 random bits, base64url) that goes to the party as `media {grant}`. */
  issue(grant: Grant): string {
    const token = randomBytes(32).toString('base64url');
    this.#seats.set(token, {
      grant,
      holder: undefined,
      janusSession: undefined,
      handles: new Map(),
      privateId: undefined,
    });
    return token;
  }

  /** Ends all grants of a session, closes their sockets and destroys their Janus sessions. Idempotent. */
  async revoke(session: string): Promise<void> {
    await this.#drop((seat) => seat.grant.session === session);
  }

  /** Ends the grants of one party, for example when it is given a new one. */
  async revokeParty(session: string, party: number): Promise<void> {
    await this.#drop((seat) => seat.grant.session === session && seat.grant.party === party);
  }

  /** Sessions that have a grant now. */
  sessions(): string[] {
    return [...new Set([...this.#seats.values()].map((seat) => seat.grant.session))];
  }

  override async take(token: string, holder: GrantHolder): Promise<Seat | undefined> {
    const seat = this.#seats.get(token);
    if (seat === undefined) return undefined;
    const former = seat.holder;
    seat.holder = holder;
    if (former !== undefined && former !== holder) await former.close('replaced');
    // Revoked, or taken over, while the former one was closed.
    return this.#seats.get(token) === seat && seat.holder === holder ? seat : undefined;
  }

  override leave(seat: Seat, holder: GrantHolder): void {
    if (seat.holder === holder) seat.holder = undefined;
  }

  async #drop(chosen: (seat: Seat) => boolean): Promise<void> {
    const closing: Promise<void>[] = [];
    for (const [token, seat] of this.#seats) {
      if (!chosen(seat)) continue;
      this.#seats.delete(token);
      closing.push(this.endSeat(seat));
    }
    await Promise.all(closing);
  }

  private async endSeat(seat: Seat): Promise<void> {
    if (seat.holder !== undefined) await seat.holder.close('revoked');
    if (seat.janusSession !== undefined) await this.destroy(seat.janusSession);
    seat.janusSession = undefined;
  }

  constructor(private readonly destroy: (janusSession: number) => Promise<void>) {
    super();
  }
}

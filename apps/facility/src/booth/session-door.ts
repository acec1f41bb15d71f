import { setTimeout as delay } from 'node:timers/promises';
import type { ClientFrame } from '#protocol';
import { partyOfPerson, selectBookings, type BookingRow } from '../booking/booking-rows.js';
import type { RawSocket } from '../gateway/device-connection.js';
import { Refused } from '../hosts/refused.js';
import type { EndedSession, SessionEnded } from '../people/session-ended.js';
import type { Visitor } from '../people/visitor.js';
import { EnterPace } from '../enter-pace.js';
import type { LiveSession } from './live-session.js';
import { SessionConnection } from './session-connection.js';
import type { LifeParts, SessionLife } from './session-life.js';

/** Milliseconds a device may be connected without entering: longer than anybody needs to allow camera and microphone. */
const ENTER_WITHIN_MS = 120_000;

/** Lets devices into their session and nobody else: the kiosk of the booth, the attorney of the booking, and who is booked to help. */
export class SessionDoor {
  readonly #guests = new Map<SessionConnection, string>();
  readonly #pace = new EnterPace(() => performance.now());

  constructor(
    private readonly parts: Pick<LifeParts, 'db' | 'grants'>,
    private readonly life: SessionLife,
    private readonly ended: Pick<SessionEnded, 'isOver'>,
  ) {}

  /** Takes a socket whose upgrade `who` asked for; adds its listeners before it returns. Closes it when it does not enter. */
  admit(socket: RawSocket, who: Promise<Visitor>, withinMs = ENTER_WITHIN_MS): void {
    let seat: { readonly live: LiveSession; readonly place: number } | undefined;
    const connection: SessionConnection = new SessionConnection(
      socket,
      async (frame) => {
        if (frame.type === 'enter') {
          if (seat !== undefined) throw new Refused('wrong-state');
          seat = await this.#enter(frame, await who, connection);
          clearTimeout(idle);
        } else {
          if (seat === undefined) throw new Refused('not-allowed');
          seat.live.take(seat.place, frame);
        }
      },
      () => {
        clearTimeout(idle);
        this.#guests.delete(connection);
        seat?.live.leave(seat.place, connection);
      },
    );
    const idle = setTimeout(() => connection.close(1008, 'idle'), withinMs).unref();
    const greet = async (): Promise<void> => {
      const visitor = await who;
      if (visitor.kind === 'nobody') return connection.dismiss('not-signed-in');
      this.#guests.set(connection, visitor.session);
      // It may have ended after it was looked up and before it was listed here.
      if (this.ended.isOver(visitor.session)) connection.close(4003, 'signed-out');
    };
    greet().catch(() => connection.close(1011, 'part-down'));
  }

  /**
   * A sign-in or an enrolment ended: its sockets here and at `/janus` are closed at once. Resolves when its Janus
   * sessions are destroyed; rejects when the plane does not answer.
   */
  async dismiss({ session }: EndedSession): Promise<void> {
    for (const [connection, of] of this.#guests) if (of === session) connection.close(4003, 'signed-out');
    await this.parts.grants.revokeSignIn(session);
  }

  async #enter(
    { booking, holds }: Extract<ClientFrame, { type: 'enter' }>,
    visitor: Visitor,
    connection: SessionConnection,
  ): Promise<{ live: LiveSession; place: number }> {
    if (visitor.kind === 'nobody') throw new Refused('not-found');
    const wait = this.#pace.take(visitor.session);
    if (wait > 0) await delay(wait, undefined, { ref: false });
    const row = await selectBookings(this.parts.db).where('id', '=', booking).executeTakeFirst();
    const party = row && partyOf(row, visitor);
    // The same answer for another's booking as for none.
    if (row === undefined || party === undefined) throw new Refused('not-found');
    if (row.state !== 'in-session') {
      if (row.state !== 'confirmed' && row.state !== 'admitted') throw new Refused('session-ended');
      if (visitor.kind === 'kiosk') throw new Refused('not-admitted');
    }
    const seal = await this.life.seal();
    const live = this.life.liveOf(row);
    if (live.state.phase === 'ended') throw new Refused('session-ended');
    const place = live.plan.roster.findIndex((one) => one.party === party);
    // The row was read before another party took that place.
    if (place < 0) throw new Refused('not-found');
    live.arrive(place, connection, { seal, signIn: visitor.session, holds });
    return { live, place };
  }
}

/** The party of a booking for whom this visitor's device acts, if any. */
export const partyOf = (row: BookingRow, visitor: Visitor): string | undefined => {
  if (visitor.kind === 'kiosk') return visitor.booth === row.booth ? row.booth_party : undefined;
  // Which roles may be on the attorneys' host at all: ROLES_OF_HOST.
  return visitor.kind === 'person' && visitor.audience === 'attorney' ? partyOfPerson(row, visitor.id) : undefined;
};

import { setTimeout as pass } from 'node:timers/promises';
import { QUIET_MS } from '#hearing';
import type { JanusHearingPlane } from '#janus';
import type { GrantBook } from '../gateway/grant-book.js';
import { type HearingGrant, HearingMedia, type Sitting } from '../hearing/hearing-media.js';

/** The rooms of hearings on the hearing plane, and who holds a grant for which seat. */
export class HearingRooms extends HearingMedia {
  constructor(
    private readonly plane: Pick<JanusHearingPlane, 'openRoom' | 'closeRoom' | 'destroySession'>,
    private readonly grants: GrantBook,
  ) {
    super();
  }

  /** Makes the room where there is none. Rejects with JanusError when the plane does not answer. */
  override async grant(sitting: Sitting, seat: number): Promise<HearingGrant> {
    const { hearing, seats } = sitting;
    await this.grants.revokeParty(hearing, seat);
    const room = await this.plane.openRoom(hearing, Math.max(seats, 2));
    const grant = this.grants.issue({
      session: hearing,
      party: seat,
      room,
      signIn: `${hearing} ${seat}`,
      mayReceive: (from) => sitting.mayReceive(from, seat),
    });
    return { grant };
  }

  override revoke(hearing: string, seat: number): Promise<void> {
    return this.grants.revokeParty(hearing, seat);
  }

  override async close(hearing: string): Promise<void> {
    await this.grants.revoke(hearing);
    await this.plane.closeRoom(hearing);
  }

  /** Their Janus sessions are destroyed first: nobody there takes a packet of theirs any more, for as long as it lasts. */
  override async whenQuiet(hearing: string, seats: readonly number[]): Promise<void> {
    await Promise.all(seats.map((seat) => this.revoke(hearing, seat)));
    await pass(QUIET_MS);
  }
}

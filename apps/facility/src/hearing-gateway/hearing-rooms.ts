import { setTimeout as pass } from 'node:timers/promises';
import { MOST_SEATS, QUIET_MS } from '#hearing';
import type { JanusHearingPlane } from '#janus';
import type { GrantBook } from '../gateway/grant-book.js';
import type { MadePass } from '../gateway/relay-passes.js';
import { feedOf } from '../gateway/grants.js';
import { type HearingGrant, HearingMedia, type Sitting } from '../hearing/hearing-media.js';
import { MutedSound } from './muted-sound.js';

/** Janus fixes the number of publishers when it makes the room, and more people may be put on a hearing that runs. */
const PUBLISHERS = MOST_SEATS;

const placeOf = (hearing: string, seat: number): string => `${hearing} ${seat}`;

/** The rooms of hearings on the hearing plane, and who holds a grant for which seat. */
export class HearingRooms extends HearingMedia {
  /** Of the grant that each place has now. */
  readonly #sound = new Map<string, MutedSound>();

  constructor(
    private readonly plane: Pick<JanusHearingPlane, 'openRoom' | 'closeRoom' | 'destroySession' | 'moderate'>,
    private readonly grants: GrantBook,
    /** Where a relay runs. */
    private readonly relay: () => Promise<MadePass | undefined>,
  ) {
    super();
  }

  /** Makes the room where there is none. Rejects with JanusError when the plane does not answer. */
  override async grant(sitting: Sitting, seat: number): Promise<HearingGrant> {
    const { hearing } = sitting;
    await this.revoke(hearing, seat);
    const room = await this.plane.openRoom(hearing, PUBLISHERS);
    const made = await this.relay();
    const place = placeOf(hearing, seat);
    const sound = new MutedSound(
      () => sitting.isMuted(seat),
      (mid, on) => this.plane.moderate(hearing, feedOf(seat), mid, on),
    );
    const grant = this.grants.issue({
      session: hearing,
      party: seat,
      room,
      signIn: place,
      mayReceive: (from) => sitting.mayReceive(from, seat),
      sound,
      relay: made?.address,
    });
    this.#sound.set(place, sound);
    return { grant, ...(made !== undefined && { relay: made.pass }) };
  }

  override revoke(hearing: string, seat: number): Promise<void> {
    this.#sound.delete(placeOf(hearing, seat));
    return this.grants.revokeParty(hearing, seat);
  }

  override async obeyMute(hearing: string, seat: number): Promise<void> {
    await this.#sound.get(placeOf(hearing, seat))?.settle();
  }

  override async close(hearing: string): Promise<void> {
    for (const place of this.#sound.keys()) if (place.startsWith(`${hearing} `)) this.#sound.delete(place);
    await this.grants.revoke(hearing);
    await this.plane.closeRoom(hearing);
  }

  /** Their Janus sessions are destroyed first: nobody there takes a packet of theirs any more, for as long as it lasts. */
  override async whenQuiet(hearing: string, seats: readonly number[]): Promise<void> {
    await Promise.all(seats.map((seat) => this.revoke(hearing, seat)));
    await pass(QUIET_MS);
  }
}

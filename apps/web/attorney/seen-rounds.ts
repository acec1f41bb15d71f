import { SeenRound } from '#protocol';
import * as z from 'zod/mini';

const Kept = z.array(SeenRound);
const key = (booking: string) => `habeas-seen-${booking}`;

/**
 * What this device saw of the handshakes of a booking, for its receipt: public parts only, never from the server. It outlives
 * the page, so that a receipt still says whose keys these were on the next day.
 */
export class SeenRounds {
  constructor(readonly shelf: Pick<Storage, 'getItem' | 'setItem'>) {}

  /** In the order in which they were made. */
  of(booking: string): SeenRound[] {
    const kept = this.shelf.getItem(key(booking));
    try {
      return kept === null ? [] : (Kept.safeParse(JSON.parse(kept)).data ?? []);
    } catch {
      return [];
    }
  }

  /** Takes the place of what was kept of the same handshake. */
  keep(booking: string, seen: SeenRound): void {
    const others = this.of(booking).filter(({ ctx }) => ctx !== seen.ctx);
    this.shelf.setItem(key(booking), JSON.stringify([...others, seen]));
  }
}

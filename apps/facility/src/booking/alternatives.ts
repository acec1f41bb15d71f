import { nearestSlots, OTHER_SLOT_HELPS } from '#booking';
import type { BoothSlot, BookingWish } from '#protocol';
import type { Db } from '#postgres';
import { readBoothTimes } from '../booths/read-booth-times.js';
import { readChangeOver } from '../booths/read-change-over.js';
import { Refused } from '../hosts/refused.js';
import { helpersNamed } from './book-helpers.js';
import { readBusy } from './read-busy.js';

const COUNT = 3;
const HOUR_MS = 3_600_000;
/** How far around the wish is looked. */
const BEFORE_MS = 12 * HOUR_MS;
const AFTER_MS = 72 * HOUR_MS;

/** What is free instead of a slot that was refused. */
export class Alternatives {
  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  /** Runs it; a refusal that another slot would help carries the nearest three. `ignore`: a booking being moved. */
  async offered<T>(wish: BookingWish, ignore: string | undefined, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refused) || !OTHER_SLOT_HELPS.has(error.code)) throw error;
      throw new Refused(error.code, error.field, error.message, await this.of(wish, ignore));
    }
  }

  async of(wish: BookingWish, ignore: string | undefined, count = COUNT): Promise<BoothSlot[]> {
    const from = new Date(wish.from);
    const to = new Date(wish.to);
    const range = { from: new Date(from.getTime() - BEFORE_MS), to: new Date(to.getTime() + AFTER_MS) };
    const times = await readBoothTimes(this.db, { ...range, ignore });
    const { detainee, attorney } = wish;
    const pair = { id: ignore ?? '', detainee, attorney, helpers: helpersNamed(wish) };
    const busy = (await readBusy(this.db, [pair], range)).get(pair.id) ?? [];
    const found = nearestSlots(
      times,
      {
        from,
        to,
        busy,
        changeOverMinutes: await readChangeOver(this.db),
        notBefore: this.now(),
      },
      count,
    );
    return found.map((slot) => ({ booth: slot.booth, from: slot.from.toISOString(), to: slot.to.toISOString() }));
  }
}

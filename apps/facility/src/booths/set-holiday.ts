import { BookingError } from '#booking';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { Booker } from '../booking/make-booking.js';
import { freshId } from '../fresh-id.js';

export interface HolidayWish extends Booker {
  /** `2026-12-16`, in the facility's zone. */
  readonly day: string;
  /** False: a working day again, if the weekday is one. */
  readonly holiday: boolean;
}

/**
 * Makes a day a holiday, or not. Offers made from then on run out later or sooner; those already made keep the time that
 * was told.
 */
export class SetHoliday extends Command<'holidays.changed', HolidayWish, void> {
  readonly event = 'holidays.changed';

  /** @throws BookingError `day-wrong` for a day that is over: how long somebody has waited is not rewritten. `not-found`. */
  protected override async act(
    trx: Transaction<Database>,
    { day, holiday, by }: HolidayWish,
  ): Promise<Done<'holidays.changed', void>> {
    const { rows } = await sql<{ over: boolean }>`
      select ${day}::date < (${this.bench.now()}::timestamptz at time zone zone)::date as over from facility`.execute(
      trx,
    );
    if (rows[0]?.over) throw new BookingError('day-wrong', 'day');
    if (holiday) {
      await trx
        .insertInto('holiday')
        .values({ day })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    } else {
      const { numDeletedRows } = await trx
        .deleteFrom('holiday')
        .where(sql<boolean>`day = ${day}::date`)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw new BookingError('not-found');
    }
    return {
      answer: undefined,
      entry: { type: this.event, booking: freshId(), details: { by, day, holiday } },
    };
  }
}

import { BookingError, overlaps, whyNotBookable } from '#booking';
import type { HoursWish } from '#protocol';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { selectBookings } from '../booking/booking-rows.js';
import type { Booker } from '../booking/make-booking.js';
import { freshId } from '../fresh-id.js';
import { openReview } from '../register/open-review.js';
import { lockBoothPlan } from './booth-plan-lock.js';
import { readBoothTimes } from './read-booth-times.js';

export interface NewHours extends Booker {
  readonly booth: string;
  readonly wish: HoursWish;
}

/** How a booth opens from a day on. What was before that day stays as it was; bookings that no longer fit go to review. */
export class SetHours extends Command<'booth.hours', NewHours, void> {
  readonly event = 'booth.hours';

  /** @throws BookingError `booth-unknown`, `day-wrong` (a day that is over), `times-wrong`. */
  protected override async act(
    trx: Transaction<Database>,
    { booth, wish, by }: NewHours,
  ): Promise<Done<'booth.hours', void>> {
    await lockBoothPlan(trx, 'change');
    const known = await trx.selectFrom('booth').select('number').where('number', '=', booth).executeTakeFirst();
    if (known === undefined) throw new BookingError('booth-unknown', 'booth');
    await this.#check(trx, wish);
    await sql`delete from booth_hours where booth = ${booth} and effective >= ${wish.effective}`.execute(trx);
    await sql`update booth_hours set expires = ${wish.effective}
      where booth = ${booth} and (expires is null or expires > ${wish.effective})`.execute(trx);
    const rows = wish.week.map((one) => ({ id: freshId(), booth, effective: wish.effective, ...one }));
    if (rows.length > 0) await trx.insertInto('booth_hours').values(rows).execute();
    await this.#review(trx, booth);
    const week = wish.week.map(({ weekday, opens, closes }) => ({ weekday, opens, closes }));
    return {
      answer: undefined,
      entry: { type: this.event, booking: freshId(), details: { by, booth, effective: wish.effective, week } },
    };
  }

  async #check(trx: Transaction<Database>, { effective, week }: HoursWish): Promise<void> {
    const { rows } = await sql<{ over: boolean }>`
      select ${effective}::date < (${this.bench.now()}::timestamptz at time zone zone)::date as over from facility`.execute(
      trx,
    );
    if (rows[0]?.over) throw new BookingError('day-wrong', 'effective');
    const times = week.map(({ weekday, opens, closes }) => ({ from: at(weekday, opens), to: at(weekday, closes) }));
    const wrong = times.some(
      (one, i) => one.from >= one.to || times.some((other, j) => i !== j && overlaps(one, other)),
    );
    if (wrong) throw new BookingError('times-wrong', 'hours');
  }

  async #review(trx: Transaction<Database>, booth: string): Promise<void> {
    const now = this.bench.now();
    const coming = await selectBookings(trx)
      .where('booth', '=', booth)
      .where('state', 'in', ['offered', 'confirmed', 'admitted'])
      .where(sql<boolean>`upper(during) > ${now}`)
      .execute();
    const until = coming.reduce((last, { to }) => (to > last ? to : last), now);
    const [times] = await readBoothTimes(trx, { booth, from: now, to: until });
    for (const { id, from, to } of coming) {
      if (times && whyNotBookable({ ...times, blocked: [] }, { from, to })) await openReview(trx, id, 'booth-hours');
    }
  }
}

/** A moment of some week, for comparing only. */
const at = (weekday: number, time: string): Date => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(((weekday * 24 + hour) * 60 + minute) * 60_000);
};

import { type PartTimes, movedParts } from '#hearing';
import type { Database } from '#postgres';
import type { HearingPart, MoveHearing as Wish } from '#protocol';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { bookingDetails, type BookingRow, during, selectBookings } from '../booking/booking-rows.js';
import { rePlace } from '../booking/re-place.js';
import { Refused } from '../hosts/refused.js';
import { staysOn } from './book-parts.js';
import { linksGoodUntil } from './make-link.js';
import { lockOwnHearing } from './own-hearing.js';

interface Input {
  readonly hearing: string;
  readonly wish: Wish;
  /** Account of the clerk, whose hearing it is. */
  readonly by: string;
}

type Part = BookingRow & { readonly part: HearingPart };

/** Another time for a hearing that has not begun; every part of everybody in the facility moves with it, and links are good until after its new end. */
export class MoveHearing extends Command<'hearing.moved', Input, void> {
  readonly event = 'hearing.moved';

  /** @throws Refused `not-found`, `times-wrong`, `wrong-state`, `hearing-over`; what a booking is refused for. */
  protected override async act(
    trx: Transaction<Database>,
    { hearing, wish, by }: Input,
  ): Promise<Done<'hearing.moved', void>> {
    const row = await lockOwnHearing(trx, hearing, by);
    if (row.state !== 'scheduled') throw new Refused('wrong-state');
    const to = { from: new Date(wish.from), to: new Date(wish.to) };
    if (to.to <= to.from || to.to <= this.bench.now()) throw new Refused('times-wrong', 'to');
    await trx
      .updateTable('hearing')
      .set({ during: during(to.from, to.to) })
      .where('id', '=', hearing)
      .execute();
    await trx
      .updateTable('attendee')
      .set({ link_expires: linksGoodUntil(to.to) })
      .where('hearing', '=', hearing)
      .where('link_hash', 'is not', null)
      .execute();
    const parts = (await selectBookings(trx)
      .where('hearing', '=', hearing)
      .where('state', 'in', ['confirmed', 'admitted', 'in-session'])
      .orderBy('id')
      .forUpdate()
      .execute()) as Part[];
    if (parts.some(({ state }) => state === 'in-session')) throw new Refused('session-runs');
    const more: LeafDraft[] = [];
    for (const seat of new Set(parts.map((one) => one.seat)))
      more.push(
        ...(await this.#move(
          trx,
          parts.filter((one) => one.seat === seat),
          to,
          by,
        )),
      );
    const times = (of: { readonly from: Date; readonly to: Date }) => ({
      from: of.from.toISOString(),
      to: of.to.toISOString(),
    });
    const details = { hearing, ...times(to), before: times(row), by };
    return { answer: undefined, entry: { type: this.event, booking: hearing, details }, more };
  }

  /** The parts of one accused, first those that make room. */
  async #move(
    trx: Transaction<Database>,
    parts: readonly Part[],
    to: PartTimes['hearing'],
    by: string,
  ): Promise<LeafDraft[]> {
    const of = (part: HearingPart) => parts.find((one) => one.part === part);
    const main = of('hearing');
    if (main === undefined) return [];
    const moved = movedParts({ hearing: main, pre: of('pre'), post: of('post') }, to);
    const staying = staysOn(parts);
    const rank = { post: to.to > main.to ? 0 : 2, pre: to.from < main.from ? 0 : 2, hearing: 1 };
    const order = (['post', 'pre', 'hearing'] as const).toSorted((one, other) => rank[one] - rank[other]);
    const entries: LeafDraft[] = [];
    for (const part of order) {
      const [before, times] = [of(part), moved[part]];
      if (before === undefined || times === undefined) continue;
      const place = { booth: before.booth, detainee: before.detainee, ...times, staysOn: staying.has(before) };
      const after = await rePlace(trx, before, place, 'amend', this.bench.now());
      const details = { ...bookingDetails(after, by), before: bookingDetails(before, by) };
      entries.push({ type: 'booking.amended', booking: before.id, details });
    }
    return entries;
  }
}

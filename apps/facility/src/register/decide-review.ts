import { BookingError, checkSlot } from '#booking';
import type { NoticeReason, ReviewCause, ReviewDecision } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { bookingDetails, lockBooking, type BookingRow } from '../booking/booking-rows.js';
import { callOff, closingOf } from '../booking/call-off.js';
import type { Booker } from '../booking/make-booking.js';
import { rePlace } from '../booking/re-place.js';

export interface Deciding extends Booker {
  readonly review: string;
  readonly decision: ReviewDecision;
}

/** What the attorney is told of the cause; the reason that is typed is the facility's. */
const TOLD: Readonly<Record<ReviewCause, NoticeReason>> = {
  hospital: 'not-here',
  transferred: 'not-here',
  released: 'not-here',
  'keep-apart': 'other',
  'booth-hours': 'booth-closed',
};

/** A person decides what becomes of a booking whose person moved, was released or must not meet another; with a reason. */
export class DecideReview extends Command<'register.changed', Deciding, BookingRow> {
  readonly event = 'register.changed';

  /** @throws BookingError `not-found`, `wrong-state` when it was decided, and what a moved booking is refused with. */
  protected override async act(
    trx: Transaction<Database>,
    { review: id, decision, by }: Deciding,
  ): Promise<Done<'register.changed', BookingRow>> {
    const review = await trx.selectFrom('review').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (review === undefined) throw new BookingError('not-found');
    if (review.decision !== null) throw new BookingError('wrong-state');
    await trx
      .updateTable('review')
      .set({
        decision: decision.decision,
        reason: decision.reason,
        decided_by: by,
        decided_at: this.bench.now(),
      })
      .where('id', '=', id)
      .execute();
    const before = await lockBooking(trx, review.booking);
    const told = TOLD[review.cause];
    const { row, entries } = await this.#apply(trx, before, { decision, by, told });
    const { decision: kind, reason } = decision;
    const details = { by, kind: 'review', booking: row.id, cause: review.cause, decision: kind, reason };
    return { answer: row, entry: { type: this.event, booking: id, details }, more: entries };
  }

  async #apply(
    trx: Transaction<Database>,
    before: BookingRow,
    { decision, by, told }: { decision: ReviewDecision; by: string; told: NoticeReason },
  ): Promise<{ row: BookingRow; entries: LeafDraft[] }> {
    const at = this.bench.now();
    if (decision.decision === 'kept') return { row: before, entries: [] };
    if (decision.decision === 'cancelled') {
      const code = 'ended-by-staff';
      const row = await callOff(trx, before, { completion: code, reason: told }, at);
      const details = bookingDetails(row, by, decision.reason);
      return { row, entries: [{ type: 'booking.cancelled', booking: row.id, details }, ...closingOf(before, code)] };
    }
    const { booth, detainee, from, to } = decision.wish;
    const slot = checkSlot(from, to, at);
    const row = await rePlace(trx, before, { booth, detainee, ...slot }, 'amend', at);
    const details = { ...bookingDetails(row, by, decision.reason), before: bookingDetails(before, by) };
    return { row, entries: [{ type: 'booking.amended', booking: row.id, details }] };
  }
}

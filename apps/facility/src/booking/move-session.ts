import { BookingError, INTERPRETER_ROLE } from '#booking';
import type { Database } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import { notify, slotFacts } from '../notices/notify.js';
import { bookingDetails, during, lockBooking, type BookingRow } from './booking-rows.js';
import { insertBooking, type PartOf } from './insert-booking.js';
import type { Move } from './move-booking.js';
import { stepBooking } from './step-booking.js';

/** What is left of a slot that is nearly or quite over is not enough to go on talking. */
const AT_LEAST_MS = 15 * 60_000;

export interface MovedSession {
  /** Still running: whoever carries the move out ends it with the code `moved`. */
  readonly before: BookingRow;
  readonly row: BookingRow;
}

/**
 * The consultation of a running session goes on in another booth: its time there is taken first, and the person is let in.
 * Keys never move: it is another session, with a slip and a matching code of its own.
 */
export class MoveSession extends Command<'booking.made', Move, MovedSession> {
  readonly event = 'booking.made';

  /** @throws BookingError `wrong-state`, `booth-unknown`, `booth-blocked`, `booth-closed`, `not-here`; a constraint's refusal. */
  protected override async act(
    trx: Transaction<Database>,
    { id, booth, by }: Move,
  ): Promise<Done<'booking.made', MovedSession>> {
    const before = await lockBooking(trx, id);
    if (before.state !== 'in-session') throw new BookingError('wrong-state');
    if (booth === before.booth) throw new BookingError('booth-taken', 'booth');
    const now = this.bench.now();
    const to = new Date(Math.max(before.to.getTime(), now.getTime() + AT_LEAST_MS));
    await this.#cutShort(trx, before, now);
    const { detainee, attorney } = before;
    const helpers = Object.fromEntries(
      before.helpers.map(({ role, person }) => [role === INTERPRETER_ROLE ? 'interpreter' : 'coCounsel', person]),
    );
    const wish = {
      booth,
      detainee,
      attorney,
      ...helpers,
      from: now.toISOString(),
      to: to.toISOString(),
      soundOnly: before.sound_only,
    };
    const of = await this.#handOver(trx, before);
    const made = await insertBooking(trx, wish, { state: 'confirmed', ...(of && { of }) }, now);
    const row = await stepBooking(trx, made, 'admit', now);
    await notify(trx, 'moved', row, { before: slotFacts(before) });
    const details = { ...bookingDetails(row, by), continues: before.id };
    return {
      answer: { before, row },
      entry: { type: this.event, booking: row.id, details },
      more: [{ type: 'booking.admitted', booking: row.id, details: bookingDetails(row, by) }],
    };
  }

  /** A part of a hearing is that of the new session from now on. */
  async #handOver(trx: Transaction<Database>, { id, hearing, seat, part }: BookingRow): Promise<PartOf | undefined> {
    if (hearing === null || seat === null || part === null) return undefined;
    await trx.updateTable('booking').set({ hearing: null, seat: null }).where('id', '=', id).execute();
    return { hearing, seat, part, staysOn: false };
  }

  /** The two are free for the rest of their own time; the booth is, once the session ends. */
  async #cutShort(trx: Transaction<Database>, { id, from, to }: BookingRow, now: Date): Promise<void> {
    if (now >= to) return;
    // It may have begun before its time.
    const began = from < now ? from : new Date(now.getTime() - 1_000);
    await sql`update booking set during = ${during(began, now)}, held = tstzrange(${began}, upper(held), '[)')
      where id = ${id}`.execute(trx);
  }
}

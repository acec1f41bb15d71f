import type { CommandBench } from '../audit/command.js';
import { type BookingRow, selectBookings } from '../booking/booking-rows.js';
import { CancelBooking } from '../booking/cancel-booking.js';
import type { SessionLife } from '../booth/session-life.js';

/** What becomes of the rooms of a hearing that is over. */
export class EndParts {
  readonly #cancel: CancelBooking;

  constructor(
    private readonly bench: CommandBench,
    private readonly sessions: Pick<SessionLife, 'end'>,
  ) {
    this.#cancel = new CancelBooking(bench);
  }

  /**
   * The facility's room is free at once. A consultation that runs goes on; the one after a hearing that was held stays, and
   * after an adjourned one none is needed any more.
   */
  async end(hearing: string, how: 'adjourned' | 'closed'): Promise<void> {
    const rows = await selectBookings(this.bench.db)
      .where('hearing', '=', hearing)
      .where('state', 'in', ['confirmed', 'admitted', 'in-session'])
      .execute();
    const made = await this.bench.db
      .selectFrom('hearing')
      .select('made_by')
      .where('id', '=', hearing)
      .executeTakeFirstOrThrow();
    for (const row of rows) await this.#end(row, how, made.made_by);
  }

  async #end(row: BookingRow, how: 'adjourned' | 'closed', by: string): Promise<void> {
    if (row.state === 'in-session') {
      if (row.part === 'hearing') await this.sessions.end(row, 'normal', { by });
    } else if (row.part === 'hearing' || how === 'adjourned') {
      await this.#cancel.run({ id: row.id, code: 'ended-by-staff', by });
    }
  }
}

import { BookingError, checkDeskCode, transition } from '#booking';
import { DESK_END_CODES, type CompletionCode } from '#protocol';
import type { Db } from '#postgres';
import { selectBookings, type BookingRow } from '../booking/booking-rows.js';
import type { Ended, SessionLife } from './session-life.js';

/** The desk ends a running session, with a code. Its entry is `session.closed`, written by the session itself. */
export class EndSession {
  constructor(
    private readonly db: Db,
    private readonly life: SessionLife,
  ) {}

  /** @throws BookingError `not-found`, `wrong-state`, `not-allowed`. */
  async end(id: string, code: CompletionCode, said: Ended): Promise<BookingRow> {
    const row = await this.#row(id);
    transition(row.state, 'end');
    await this.life.end(row, checkDeskCode(code, DESK_END_CODES), said);
    return this.#row(id);
  }

  async #row(id: string): Promise<BookingRow> {
    const row = await selectBookings(this.db).where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new BookingError('not-found');
    return row;
  }
}

import { createHmac } from 'node:crypto';
import { BookingError, isAgreed, judgeSlip, slipCode } from '#booking';
import type { MovementSlip } from '#protocol';
import type { Database, Db } from '#postgres';
import type { Transaction } from 'kysely';
import type { RandomBytes } from '../audit/opening-vault.js';
import { lockBooking, selectBookings, type BookingRow } from './booking-rows.js';

/** Makes movement slips. Only an HMAC of the code is kept: a copy of the database opens no booth. */
export class Slips {
  constructor(
    private readonly db: Db,
    private readonly key: Buffer,
    private readonly random: RandomBytes,
  ) {}

  /** A new code; the former one is void, and wrong tries are forgiven. @throws BookingError `not-found`, `wrong-state`. */
  make(id: string): Promise<MovementSlip> {
    return this.db.transaction().execute((trx) => this.#make(trx, id));
  }

  /** One a booking, in this order; all or none. @throws BookingError as `make`. */
  makeAll(ids: readonly string[]): Promise<MovementSlip[]> {
    return this.db.transaction().execute(async (trx) => {
      const slips = new Map<string, MovementSlip>();
      // Locked in order of id: two officers who print at once wait for each other instead of for ever.
      for (const id of ids.toSorted()) slips.set(id, await this.#make(trx, id));
      return ids.map((id) => slips.get(id)!);
    });
  }

  /**
   * Whose slip somebody shows at the door. Changes nothing.
   * @throws BookingError `code-wrong`, `code-used`, `code-expired`, `too-early`, `too-many-tries`.
   */
  async shown(code: string, now: Date): Promise<BookingRow> {
    const row = await selectBookings(this.db).where('slip_hmac', '=', this.digest(code)).executeTakeFirst();
    if (row === undefined) throw new BookingError('code-wrong', 'code');
    const slip = { state: row.state, slot: row, booth: row.booth, used: row.slip_used, tries: row.slip_tries };
    const verdict = judgeSlip(slip, row.booth, now);
    // Not admitted yet is what the desk is here for.
    if (verdict.kind === 'refuse' && verdict.code !== 'not-admitted') throw new BookingError(verdict.code, 'code');
    return row;
  }

  digest(code: string): string {
    return createHmac('sha256', this.key).update(`slip\n${code}`).digest('hex');
  }

  async #make(trx: Transaction<Database>, id: string): Promise<MovementSlip> {
    const row = await lockBooking(trx, id);
    if (!isAgreed(row.state)) throw new BookingError('wrong-state');
    const code = slipCode(this.random(8));
    const slip_hmac = this.digest(code);
    // One in 10^8: an older slip with the same code. It must not open two booths.
    await trx.updateTable('booking').set({ slip_hmac: null }).where('slip_hmac', '=', slip_hmac).execute();
    await trx.updateTable('booking').set({ slip_hmac, slip_tries: 0, slip_used: false }).where('id', '=', id).execute();
    const { detainee, booth, from, to } = row;
    const { wing } = await trx
      .selectFrom('detainee')
      .select('wing')
      .where('number', '=', detainee)
      .executeTakeFirstOrThrow();
    return { detainee, wing, booth, from: from.toISOString(), to: to.toISOString(), code };
  }
}

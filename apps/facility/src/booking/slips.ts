import { createHmac } from 'node:crypto';
import { BookingError, isAgreed, slipCode } from '#booking';
import type { MovementSlip } from '#protocol';
import type { Db } from '#postgres';
import type { RandomBytes } from '../audit/opening-vault.js';
import { lockBooking } from './booking-rows.js';

/** Makes movement slips. Only an HMAC of the code is kept: a copy of the database opens no booth. */
export class Slips {
  constructor(
    private readonly db: Db,
    private readonly key: Buffer,
    private readonly random: RandomBytes,
  ) {}

  /** A new code; the former one is void, and wrong tries are forgiven. @throws BookingError `not-found`, `wrong-state`. */
  make(id: string): Promise<MovementSlip> {
    return this.db.transaction().execute(async (trx) => {
      const row = await lockBooking(trx, id);
      if (!isAgreed(row.state)) throw new BookingError('wrong-state');
      const code = slipCode(this.random(8));
      const slip_hmac = this.digest(code);
      // One in 10^8: an older slip with the same code. It must not open two booths.
      await trx.updateTable('booking').set({ slip_hmac: null }).where('slip_hmac', '=', slip_hmac).execute();
      await trx
        .updateTable('booking')
        .set({ slip_hmac, slip_tries: 0, slip_used: false })
        .where('id', '=', id)
        .execute();
      const { detainee, booth, from, to } = row;
      const { wing } = await trx
        .selectFrom('detainee')
        .select('wing')
        .where('number', '=', detainee)
        .executeTakeFirstOrThrow();
      return { detainee, wing, booth, from: from.toISOString(), to: to.toISOString(), code };
    });
  }

  digest(code: string): string {
    return createHmac('sha256', this.key).update(`slip\n${code}`).digest('hex');
  }
}

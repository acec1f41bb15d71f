import { BookingError } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { Booker } from '../booking/make-booking.js';
import { lockBoothPlan } from './booth-plan-lock.js';

/** Gives booths back before the time that was said. */
export class LiftBlock extends Command<'booth.unblocked', { readonly action: string } & Booker, void> {
  readonly event = 'booth.unblocked';

  /** @throws BookingError `not-found` when there is no such block, or it is over. */
  protected override async act(
    trx: Transaction<Database>,
    { action, by }: { readonly action: string } & Booker,
  ): Promise<Done<'booth.unblocked', void>> {
    await lockBoothPlan(trx, 'change');
    const at = this.bench.now();
    const lifted = await trx
      .updateTable('booth_block')
      .set({ lifted_at: at })
      .where('action', '=', action)
      .where('lifted_at', 'is', null)
      .where((eb) => eb(eb.fn<Date>('upper', ['during']), '>', at))
      .returning('booth')
      .execute();
    if (lifted.length === 0) throw new BookingError('not-found');
    const booths = lifted.map(({ booth }) => booth);
    return {
      answer: undefined,
      entry: { type: this.event, booking: action, details: { by, booths, at: at.toISOString() } },
    };
  }
}

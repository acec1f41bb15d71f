import { BookingError, checkSlot } from '#booking';
import type { BookingWish } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type CommandBench, type Done } from '../audit/command.js';
import type { RandomBytes } from '../audit/opening-vault.js';
import { checkPlace } from '../booths/check-place.js';
import { bookingDetails, during, lockBooking, type BookingRow } from './booking-rows.js';

export interface Booker {
  /** Account id of who acts; goes under the commitment only. */
  readonly by: string;
}

export class MakeBooking extends Command<'booking.made', { readonly wish: BookingWish } & Booker, BookingRow> {
  readonly event = 'booking.made';

  constructor(
    bench: CommandBench,
    private readonly random: RandomBytes,
  ) {
    super(bench);
  }

  protected override async act(
    trx: Transaction<Database>,
    { wish, by }: { readonly wish: BookingWish } & Booker,
  ): Promise<Done<'booking.made', BookingRow>> {
    const { from, to } = checkSlot(wish.from, wish.to, this.bench.now());
    const attorney = await trx.selectFrom('attorney').select('name').where('id', '=', wish.attorney).executeTakeFirst();
    if (attorney === undefined) throw new BookingError('attorney-unknown', 'attorney');
    const held = await checkPlace(trx, { ...wish, from, to });
    const id = this.#id();
    await trx
      .insertInto('booking')
      .values({
        id,
        booth: wish.booth,
        detainee: wish.detainee,
        attorney: wish.attorney,
        during: during(from, to),
        held: during(held.from, held.to),
        state: 'confirmed',
        booth_party: this.#id(),
        booth_label: `Booth ${wish.booth}`,
        attorney_party: this.#id(),
        attorney_label: attorney.name,
      })
      .execute();
    const row = await lockBooking(trx, id);
    return { answer: row, entry: { type: this.event, booking: id, details: bookingDetails(row, by) } };
  }

  #id(): string {
    return this.random(16).toString('hex');
  }
}

import { BookingError, checkSlot } from '#booking';
import type { BookingWish, HearingPart } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { checkPlace } from '../booths/check-place.js';
import { freshId } from '../fresh-id.js';
import { addHelpers, helpersNamed } from './book-helpers.js';
import { during, lockBooking, type BookingRow } from './booking-rows.js';

/** What of which hearing a booking is. */
export interface PartOf {
  readonly hearing: string;
  /** Of the accused. */
  readonly seat: number;
  readonly part: HearingPart;
  /** The next part is in the same booth, and nobody leaves it in between: no change-over is kept. */
  readonly staysOn: boolean;
}

/** `offered`: kept for a request until `expires`. */
export type NewBooking =
  | { readonly state: 'confirmed'; readonly request?: string; readonly of?: PartOf }
  | { readonly state: 'offered'; readonly request: string; readonly expires: Date };

/**
 * Writes a booking that did not exist; PostgreSQL's constraints refuse overlaps.
 * @throws BookingError of the place, the people or the times; what a constraint refuses comes as the driver's error.
 */
export async function insertBooking(
  trx: Transaction<Database>,
  wish: BookingWish,
  made: NewBooking,
  now: Date,
): Promise<BookingRow> {
  const { from, to } = checkSlot(wish.from, wish.to, now);
  const attorney = await trx.selectFrom('attorney').select('name').where('id', '=', wish.attorney).executeTakeFirst();
  if (attorney === undefined) throw new BookingError('attorney-unknown', 'attorney');
  const held = await checkPlace(trx, { ...wish, helpers: helpersNamed(wish), from, to });
  const id = freshId();
  const of = made.state === 'confirmed' ? made.of : undefined;
  await trx
    .insertInto('booking')
    .values({
      id,
      booth: wish.booth,
      detainee: wish.detainee,
      attorney: wish.attorney,
      during: during(from, to),
      held: during(held.from, of?.staysOn === true ? to : held.to),
      state: made.state,
      booth_party: freshId(),
      booth_label: `Booth ${wish.booth}`,
      attorney_party: freshId(),
      attorney_label: attorney.name,
      request: made.request ?? null,
      hearing: of?.hearing ?? null,
      seat: of?.seat ?? null,
      part: of?.part ?? null,
      sound_only: wish.soundOnly === true,
      offer_expires_at: made.state === 'offered' ? made.expires : null,
    })
    .execute();
  await addHelpers(trx, { id, attorney: wish.attorney, helpers: [] }, wish);
  return lockBooking(trx, id);
}

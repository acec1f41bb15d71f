import { transition } from '#booking';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { checkPlace } from '../booths/check-place.js';
import { notify, notifyThese, slotFacts } from '../notices/notify.js';
import { addHelpers, dropHelpers, helpersNamed, type HelpersWish } from './book-helpers.js';
import { during, lockBooking, type BookingRow } from './booking-rows.js';

export interface NewPlace {
  readonly booth: string;
  readonly detainee: string;
  readonly from: Date;
  readonly to: Date;
  /** Who takes part beside the attorney, where that changes. */
  readonly helpers?: HelpersWish;
  /** As in PartOf. */
  readonly staysOn?: boolean;
  /** Without pictures, where that changes. */
  readonly soundOnly?: boolean;
}

/**
 * Gives a locked booking another place. Its own slot does not clash with itself; every other check stays. An issued slip is
 * void, for it names the old place; those who stay are told old → new, and who joins or leaves it what that is.
 */
export async function rePlace(
  trx: Transaction<Database>,
  before: BookingRow,
  place: NewPlace,
  event: 'amend' | 'move',
  at: Date,
): Promise<BookingRow> {
  const state = transition(before.state, event);
  const { booth, detainee, from, to } = place;
  const wish = place.helpers ?? {};
  const helpers = [...helpersNamed(wish), ...before.helpers.map(({ person }) => person)];
  const held = await checkPlace(trx, { booth, detainee, from, to, attorney: before.attorney, helpers });
  await dropHelpers(trx, before, wish);
  await trx
    .updateTable('booking')
    .set({
      booth,
      detainee,
      during: during(from, to),
      held: during(held.from, place.staysOn === true ? to : held.to),
      state,
      booth_label: `Booth ${booth}`,
      sound_only: place.soundOnly ?? before.sound_only,
      slip_hmac: null,
      slip_tries: 0,
      sequence: before.sequence + 1,
      updated_at: at,
    })
    .where('id', '=', before.id)
    .execute();
  await addHelpers(trx, before, wish);
  const row = await lockBooking(trx, before.id);
  const same =
    booth === before.booth && from.getTime() === before.from.getTime() && to.getTime() === before.to.getTime();
  const joined = helpersOnlyIn(row, before);
  const stayed = { ...row, helpers: row.helpers.filter(({ person }) => !joined.includes(person)) };
  if (!same) await notify(trx, 'moved', stayed, { before: slotFacts(before) });
  await notifyThese(trx, joined, 'confirmed', row);
  await notifyThese(trx, helpersOnlyIn(before, row), 'cancelled', { ...before, sequence: row.sequence });
  return row;
}

/** Account ids of those who take part in `one` and not in `other`. */
const helpersOnlyIn = (one: BookingRow, other: BookingRow): string[] =>
  one.helpers.map(({ person }) => person).filter((id) => !other.helpers.some(({ person }) => person === id));

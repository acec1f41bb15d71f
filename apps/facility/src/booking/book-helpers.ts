import { BookingError, CO_COUNSEL_ROLE, INTERPRETER_ROLE } from '#booking';
import type { BookingWish } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { freshId } from '../fresh-id.js';
import type { Helper } from './booking-rows.js';

/** Who takes part beside the attorney. Absent: as it was; null: nobody. */
export type HelpersWish = Pick<BookingWish, 'coCounsel' | 'interpreter'>;

const ROLES = { coCounsel: CO_COUNSEL_ROLE, interpreter: INTERPRETER_ROLE } as const;

interface Booked {
  readonly id: string;
  readonly attorney: string;
  readonly helpers: readonly Helper[];
}

/** Roles that the wish gives to somebody else than now, or to nobody. */
const changes = (booking: Booked, wish: HelpersWish) =>
  (['coCounsel', 'interpreter'] as const).flatMap((field) => {
    const [role, wanted] = [ROLES[field], wish[field]];
    const now = booking.helpers.find((helper) => helper.role === role)?.person ?? null;
    return wanted === undefined || wanted === now ? [] : [{ field, role, wanted }];
  });

/** Takes those out of a locked booking whom the wish replaces. Before its time changes: they are free at the new one. */
export async function dropHelpers(trx: Transaction<Database>, booking: Booked, wish: HelpersWish): Promise<void> {
  for (const { role } of changes(booking, wish)) {
    await trx.deleteFrom('booking_party').where('booking', '=', booking.id).where('role', '=', role).execute();
  }
}

/**
 * Writes who newly takes part in a locked booking beside its attorney; `booking` as it was before dropHelpers.
 * @throws BookingError `attorney-unknown`, `interpreter-unknown`: nobody has such an account in use; `not-allowed`: one
 * person twice. A constraint refuses who is elsewhere at that time.
 */
export async function addHelpers(trx: Transaction<Database>, booking: Booked, wish: HelpersWish): Promise<void> {
  for (const { field, role, wanted } of changes(booking, wish)) {
    if (wanted === null) continue;
    if (wanted === booking.attorney) throw new BookingError('not-allowed', field);
    const label = await labelOf(trx, wanted, field);
    const row = { booking: booking.id, role, person: wanted, party: freshId(), label };
    await trx.insertInto('booking_party').values(row).execute();
  }
}

/** Account ids of those whom a wish names. */
export const helpersNamed = ({ coCounsel, interpreter }: HelpersWish): string[] =>
  [coCounsel, interpreter].filter((id) => typeof id === 'string');

/** The very words on the screens: an attorney's name as the register has it, an interpreter's as the account has it. */
async function labelOf(trx: Transaction<Database>, id: string, field: keyof HelpersWish): Promise<string> {
  const account = trx.selectFrom('person').where('person.id', '=', id).where('deactivated_at', 'is', null);
  const found =
    field === 'coCounsel'
      ? account.innerJoin('attorney', 'attorney.id', 'person.id').select('attorney.name')
      : account.where('role', '=', 'interpreter').select('person.name');
  const name = (await found.executeTakeFirst())?.name;
  if (name === undefined)
    throw new BookingError(field === 'coCounsel' ? 'attorney-unknown' : 'interpreter-unknown', field);
  return name;
}

/** An attorney whom a request names as co-counsel, if the account is in use: without one nobody can take part. */
export async function coCounselOf(trx: Transaction<Database>, id: string | null): Promise<HelpersWish> {
  if (id === null) return {};
  const account = trx.selectFrom('person').select('id').where('id', '=', id).where('deactivated_at', 'is', null);
  return (await account.executeTakeFirst()) === undefined ? {} : { coCounsel: id };
}

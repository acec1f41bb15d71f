import { createHash } from 'node:crypto';
import type { Json } from '#ledger';
import { ATTORNEY_ROLE, BOOTH_ROLE, BookingError, INTERPRETER_ROLE } from '#booking';
import type { Complaint } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { rosterOf, selectBookings } from '../booking/booking-rows.js';
import { partyOf } from '../booth/session-door.js';
import type { Kiosk, Person } from '../people/visitor.js';

/** A booth's kiosk, or somebody on the attorneys' page. */
export type Complainant = Kiosk | Person;

/** Names booth or account; for the pace, and under the commitment. */
export const sourceOf = (by: Complainant): string => (by.kind === 'kiosk' ? `kiosk ${by.booth}` : by.id);

/** The complaint's own id: what a device drew is bound to it, so no other can be in its way or choose whose key is used. */
export const complaintId = (by: Complainant, { id }: Complaint): string =>
  createHash('sha256')
    .update(`${sourceOf(by)} ${id}`)
    .digest('hex')
    .slice(0, 32);

/**
 * In which role this visitor complains, and what goes under the commitment.
 * @throws BookingError `not-found` for a booking in which the visitor has no place, as for none.
 */
export async function whoComplains(
  trx: Transaction<Database>,
  by: Complainant,
  { booking, keptSeconds }: Complaint,
): Promise<{ role: number; details: Record<string, Json> }> {
  const device: Record<string, Json> = by.kind === 'kiosk' ? { device: by.session } : {};
  const kept = { kept: keptSeconds ?? 0 };
  if (booking === undefined) {
    const role = by.kind === 'kiosk' ? BOOTH_ROLE : by.role === 'interpreter' ? INTERPRETER_ROLE : ATTORNEY_ROLE;
    const booth: Record<string, Json> = by.kind === 'kiosk' ? { booth: by.booth } : {};
    return { role, details: { by: sourceOf(by), ...device, ...booth, ...kept } };
  }
  const row = await selectBookings(trx).where('id', '=', booking).executeTakeFirst();
  const party = row && partyOf(row, by);
  const place = row && rosterOf(row).find((one) => one.party === party);
  if (row === undefined || place === undefined) throw new BookingError('not-found');
  return { role: place.role, details: { by: sourceOf(by), ...device, booking, booth: row.booth, ...kept } };
}

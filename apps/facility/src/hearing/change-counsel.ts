import { type Attendee, type CounselChange, isOver, MOST_SEATS, withCounsel } from '#hearing';
import type { Json } from '#ledger';
import type { Database, Db } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { bookingDetails, type BookingRow, lockBooking, selectBookings } from '../booking/booking-rows.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import { notifyThese } from '../notices/notify.js';
import { attorneysInUse } from '../people/attorneys-in-use.js';
import { hearingOf, readAttendees, selectHearings, type StoredAttendee } from './hearing-rows.js';
import { sessionOf } from './own-hearing.js';

interface Input {
  readonly hearing: string;
  /** To which the accused said yes. */
  readonly change: CounselChange;
}

/** `bookings`: those of the accused that have not run, as they are now. */
export interface ChangedCounsel {
  readonly seat: number;
  readonly bookings: readonly BookingRow[];
}

/**
 * Another counsel for an accused: the seat in court, and with it every booking of this accused's hearing that has not run.
 * Membership of a consultation is that of its booking, so it changes here or nothing does.
 */
export class ChangeCounsel extends Command<'hearing.counsel-changed', Input, ChangedCounsel> {
  readonly event = 'hearing.counsel-changed';

  /** @throws Refused `not-found`, `hearing-over`, `parts-differ`, `attorney-unknown`, `session-runs`; what a booking is refused for. */
  protected override async act(
    trx: Transaction<Database>,
    { hearing, change }: Input,
  ): Promise<Done<'hearing.counsel-changed', ChangedCounsel>> {
    const row = await selectHearings(trx).where('id', '=', hearing).forUpdate().executeTakeFirst();
    if (row === undefined) throw new Refused('not-found');
    if (isOver(row)) throw new Refused('hearing-over');
    const attendees = await readAttendees(trx, [hearing]);
    const [accused, former] = [attendees[change.accused], attendees[change.former]];
    if (accused === undefined || former === undefined) throw new Refused('person-unknown');
    if (accused.counsel !== null && accused.counsel !== change.former) throw new Refused('parties-differ');
    const seat = attendees.find(({ attorney }) => attorney === change.attorney)?.seat ?? attendees.length;
    if (seat >= MOST_SEATS) throw new Refused('bad-input', 'attorney');
    await this.#checkName(trx, change);
    const { bookings, entries } = await this.#handOver(trx, { id: hearing, by: row.made_by }, change, former);
    const { people } = hearingOf(row, attendees);
    await this.#seat(trx, hearing, people, { change, seat });
    const named = (one: Pick<StoredAttendee, 'seat' | 'name'>): Json => ({ seat: one.seat, name: one.name });
    const details: Record<string, Json> = {
      hearing,
      accused: named(accused),
      former: named(former),
      counsel: named({ seat, name: change.name }),
      account: change.attorney,
      by: row.made_by,
      bookings: bookings.map(({ id }) => id),
    };
    return {
      answer: { seat, bookings },
      entry: { type: this.event, booking: hearing, ...sessionOf(row), details },
      more: entries,
    };
  }

  /** Whoever comes is the one about whom the accused was asked, with an account in use. */
  async #checkName(trx: Transaction<Database>, { attorney, name }: CounselChange): Promise<void> {
    const found = await attorneysInUse(trx)
      .select('attorney.name')
      .where('attorney.id', '=', attorney)
      .executeTakeFirst();
    if (found?.name !== name) throw new Refused('attorney-unknown', 'attorney');
  }

  /** The bookings that have not run. A place of their own for who comes: that of who goes opens nothing any more. */
  async #handOver(
    trx: Transaction<Database>,
    { id: hearing, by }: { readonly id: string; readonly by: string },
    { accused, attorney, name }: CounselChange,
    former: StoredAttendee,
  ): Promise<{ bookings: BookingRow[]; entries: LeafDraft[] }> {
    const parts = await selectLive(trx, hearing, accused).orderBy('id').forUpdate().execute();
    if (parts.some((one) => one.attorney !== former.attorney)) throw new Refused('parties-differ');
    // A consultation that runs is had with the counsel of before; it ends first.
    if (parts.some(({ state, part }) => state === 'in-session' && part !== 'hearing'))
      throw new Refused('session-runs');
    const bookings: BookingRow[] = [];
    const entries: LeafDraft[] = [];
    for (const before of parts) {
      const sequence = before.sequence + 1;
      const place = { attorney, attorney_party: freshId(), attorney_label: name };
      await trx
        .updateTable('booking')
        .set({ ...place, sequence, round: null, compared: false, updated_at: this.bench.now() })
        .where('id', '=', before.id)
        .execute();
      const after = await lockBooking(trx, before.id);
      await notifyThese(trx, [before.attorney], 'cancelled', { ...before, sequence });
      await notifyThese(trx, [attorney], 'confirmed', after);
      bookings.push(after);
      const details = { ...bookingDetails(after, by), hearing, before: bookingDetails(before, by) };
      entries.push({ type: 'booking.amended', booking: before.id, details });
    }
    return { bookings, entries };
  }

  /** What `withCounsel` makes of the people; the live hearing makes the same of its own. */
  async #seat(
    trx: Transaction<Database>,
    hearing: string,
    before: readonly Attendee[],
    { change, seat }: { readonly change: CounselChange; readonly seat: number },
  ): Promise<void> {
    for (const one of withCounsel(before, change, seat)) {
      const was = before[one.seat];
      const facts = { counsel: one.counsel ?? null, relieved_by: [...one.relievedBy] };
      const rest = { ...facts, protected_from: [...one.protectedFrom], standing: one.standing };
      const { role, name, language } = one;
      if (was === undefined) {
        const { attorney } = change;
        const added = { ...rest, hearing, seat, role, name, language, account: null, attorney };
        await trx.insertInto('attendee').values(added).execute();
      } else if (was !== one) {
        await trx
          .updateTable('attendee')
          .set(rest)
          .where('hearing', '=', hearing)
          .where('seat', '=', one.seat)
          .execute();
      }
    }
  }
}

const selectLive = (db: Db | Transaction<Database>, hearing: string, accused: number) =>
  selectBookings(db)
    .where('hearing', '=', hearing)
    .where('seat', '=', accused)
    .where('state', 'in', ['confirmed', 'admitted', 'in-session']);

/** The change, if the database has it. */
export async function heldChange(
  db: Db,
  hearing: string,
  { accused, attorney }: CounselChange,
): Promise<ChangedCounsel | undefined> {
  const attendees = await readAttendees(db, [hearing]);
  const seat = attendees[accused]?.counsel ?? undefined;
  if (seat === undefined || attendees[seat]?.attorney !== attorney) return undefined;
  return { seat, bookings: await selectLive(db, hearing, accused).execute() };
}

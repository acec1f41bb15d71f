import { BookingError, MAX_SLIP_TRIES, SLIP_VALID_BEFORE_MS, judgeSlip } from '#booking';
import { BoothNumber } from '#ledger';
import type { PartyBooking } from '#protocol';
import { sql } from 'kysely';
import type { EntryId } from '../audit/outbox.js';
import type { Slips } from '../booking/slips.js';
import { lockBooking, partyBooking, rosterOf, selectBookings, type BookingRow } from '../booking/booking-rows.js';
import { stepBooking } from '../booking/step-booking.js';
import { freshId } from '../fresh-id.js';
import { Refused } from '../hosts/refused.js';
import { selfTestFailed } from '../self-test/self-test-book.js';
import type { PlaneFactsNow } from './plane-facts.js';
import type { LifeParts, SessionLife } from './session-life.js';

/** How long the kiosk waits for the opening entry to become durable. */
const DURABLE_MS = 6_000;

/**
 * The slip's code opens the booth: admitted, right booth, right time, a plane that is caged, the opening entry
 * durable, then the room, then `in-session`. Whatever fails before that leaves an admitted booking and no media.
 */
export class OpenBooth {
  constructor(
    private readonly parts: LifeParts,
    private readonly life: SessionLife,
    private readonly slips: Slips,
    private readonly durableMs = DURABLE_MS,
  ) {}

  /** @throws Refused, BookingError with the code a person is shown. */
  async open(booth: string, code: string): Promise<PartyBooking> {
    const facts = await this.parts.facts.now();
    const found = await this.#claim(booth, code, facts);
    if (found.entry === undefined) return partyBooking(found.row, found.row.booth_party);
    const session = found.row.session;
    if (session === null) throw new Refused('failed');
    if (!(await this.parts.drainer.whenDurable(found.entry, this.durableMs))) throw new Refused('ledger-not-durable');
    await this.parts.plane.openRoom(session, rosterOf(found.row).length).catch(() => {
      throw new Refused('part-down');
    });
    const row = await this.#begin(found.row.id, code).catch(async (error: unknown) => {
      // Two touches at once: the other one may have begun; its room stays.
      const now = await selectBookings(this.parts.db).where('id', '=', found.row.id).executeTakeFirst();
      if (now?.state !== 'in-session') await this.parts.plane.closeRoom(session).catch(() => undefined);
      throw error;
    });
    this.life.opened(row);
    return partyBooking(row, row.booth_party);
  }

  /** Judges the code under lock; enters `booth.opened` once a session. Wrong codes are counted even though refused. */
  async #claim(
    booth: string,
    code: string,
    facts: PlaneFactsNow,
  ): Promise<{ row: BookingRow; entry: EntryId | undefined }> {
    const now = this.parts.now();
    const found = await this.parts.db.transaction().execute(async (trx) => {
      const tries = await sql<{ tries: number | null }>`
        select max(slip_tries) as tries from booking where booth = ${booth} and slip_hmac is not null
        and state in ('confirmed', 'admitted', 'in-session')
        and lower(during) - ${SLIP_VALID_BEFORE_MS} * interval '1 millisecond' <= ${now} and ${now} < upper(during)`.execute(
        trx,
      );
      const row = await selectBookings(trx)
        .where('slip_hmac', '=', this.slips.digest(code))
        .forUpdate()
        .executeTakeFirst();
      const slip = row && {
        state: row.state,
        slot: { from: row.from, to: row.to },
        booth: row.booth,
        used: row.slip_used,
        tries: Math.max(row.slip_tries, 0),
      };
      const verdict = judgeSlip(slip, booth, now);
      if (verdict.kind === 'refuse' || row === undefined) {
        const refused = verdict.kind === 'refuse' ? verdict.code : 'code-wrong';
        if (refused !== 'code-wrong' && refused !== 'code-other-booth') return { refused };
        await sql`update booking set slip_tries = slip_tries + 1 where booth = ${booth} and slip_hmac is not null
          and state in ('confirmed', 'admitted', 'in-session')
          and lower(during) - ${SLIP_VALID_BEFORE_MS} * interval '1 millisecond' <= ${now}
          and ${now} < upper(during)`.execute(trx);
        const used = tries.rows[0]?.tries ?? null;
        if (used !== null && used >= MAX_SLIP_TRIES) return { refused: 'too-many-tries' as const };
        return { refused, ...(used !== null && { left: Math.max(0, MAX_SLIP_TRIES - used - 1) }) };
      }
      if (verdict.kind === 'return') {
        await trx.updateTable('booking').set({ slip_used: true }).where('id', '=', row.id).execute();
        return { row, entry: undefined };
      }
      if (facts.seal.profile === 'none' || facts.janus === undefined || facts.config === undefined) {
        return { refused: 'booth-not-safe' as const };
      }
      if (await selfTestFailed(trx)) return { refused: 'self-test-failed' as const };
      if (row.session !== null && row.opened_entry !== null) return { row, entry: row.opened_entry };
      const session = freshId();
      const { profile, missing } = facts.seal;
      const entry = await this.parts.outbox.append(trx, {
        type: 'booth.opened',
        session,
        public: {
          ...{ profile, missing, janus: facts.janus, config: facts.config },
          ...(BoothNumber.safeParse(booth).success && { booth }),
        },
        booking: row.id,
        details: { booking: row.id, booth, parties: rosterOf(row).map(({ party }) => party) },
      });
      await trx.updateTable('booking').set({ session, opened_entry: entry }).where('id', '=', row.id).execute();
      return { row: { ...row, session, opened_entry: entry }, entry };
    });
    if ('left' in found) throw new Refused(found.refused, undefined, undefined, undefined, found.left);
    if ('refused' in found) throw new BookingError(found.refused);
    return found;
  }

  #begin(id: string, code: string): Promise<BookingRow> {
    return this.parts.db.transaction().execute(async (trx) => {
      const row = await lockBooking(trx, id);
      // The desk made another slip, or called it off, while the entry was on its way.
      if (row.slip_hmac !== this.slips.digest(code)) throw new BookingError('code-expired');
      if (row.slip_used) throw new BookingError('code-used');
      return stepBooking(trx, row, 'open', this.parts.now(), { slip_used: true });
    });
  }
}

import { workingDaysSince } from '#booking';
import type { ConsultationRequest, Offer, Requests } from '#protocol';
import type { Db } from '#postgres';
import type { Alternatives } from '../booking/alternatives.js';
import { selectBookings, type BookingRow } from '../booking/booking-rows.js';
import { NOBODY_WAITS, readStanding, type StandingQueue } from './read-standing.js';
import { readWorkingTime } from './read-working-time.js';
import { selectRequests, type RequestRow } from './request-rows.js';

const MOST = 200;

/** Requests as people see them: where they stand, why, what is offered, when to expect a slot. */
export class RequestBoard {
  constructor(
    private readonly db: Db,
    private readonly alternatives: Alternatives,
    private readonly now: () => Date,
  ) {}

  /** The desk's queue: those that wait, in order, then those with an open offer. */
  async queue(): Promise<Requests> {
    const now = this.now();
    const standing = await readStanding(this.db, now);
    const offered = await selectRequests(this.db).where('state', '=', 'offered').orderBy('asked_at').execute();
    return this.#all([...standing.waiting.map(({ row }) => row), ...offered], standing, now);
  }

  /** An attorney's own, newest first. */
  async of(attorney: string): Promise<Requests> {
    const now = this.now();
    const rows = await selectRequests(this.db)
      .where('attorney', '=', attorney)
      .orderBy('asked_at', 'desc')
      .limit(MOST)
      .execute();
    return this.#all(rows, await readStanding(this.db, now), now);
  }

  async one(row: RequestRow): Promise<ConsultationRequest> {
    const now = this.now();
    // Only what waits has a place.
    const standing = row.state === 'requested' ? await readStanding(this.db, now) : NOBODY_WAITS;
    const { requests } = await this.#all([row], standing, now);
    return requests[0] as ConsultationRequest;
  }

  async #all(rows: readonly RequestRow[], standing: StandingQueue, now: Date): Promise<Requests> {
    const names = new Map<string, string>();
    for (const { id, name } of await this.db.selectFrom('attorney').select(['id', 'name']).execute())
      names.set(id, name);
    const bookings = await this.#bookings(rows);
    const oldest = new Date(rows.reduce((at, { asked_at }) => Math.min(at, asked_at.getTime()), now.getTime()));
    const working = await readWorkingTime(this.db, { from: oldest, to: now });
    const expected = standing.expected();
    const requests: ConsultationRequest[] = [];
    for (const row of rows) {
      const booking = bookings.get(row.id);
      const place = standing.waiting.findIndex(({ id }) => id === row.id);
      const stands = standing.waiting[place];
      const likely = expected.get(row.id);
      requests.push({
        ...told(row, (id) => ({ id, name: names.get(id) ?? '' })),
        waitedWorkingDays: workingDaysSince(working, row.asked_at, row.settled_at ?? now),
        ...(stands !== undefined && { place: place + 1, reason: stands.reason }),
        ...(likely !== undefined && { expectedAt: likely.from.toISOString() }),
        ...(row.state === 'offered' && booking !== undefined && { offer: await this.#offer(row, booking) }),
        ...(row.state === 'confirmed' && booking !== undefined && { booking: booking.id }),
      });
    }
    return { now: now.toISOString(), requests };
  }

  /** The booking that holds a slot for each, or was agreed. */
  async #bookings(rows: readonly RequestRow[]): Promise<Map<string, BookingRow>> {
    if (rows.length === 0) return new Map();
    const found = await selectBookings(this.db)
      .where(
        'request',
        'in',
        rows.map(({ id }) => id),
      )
      .where('state', 'not in', ['cancelled', 'expired'])
      .execute();
    return new Map(found.map((booking) => [booking.request ?? '', booking]));
  }

  async #offer({ detainee, attorney }: RequestRow, booking: BookingRow): Promise<Offer> {
    const slot = { booth: booking.booth, from: booking.from.toISOString(), to: booking.to.toISOString() };
    return {
      ...slot,
      booking: booking.id,
      expires: (booking.offer_expires_at ?? booking.from).toISOString(),
      alternatives: await this.alternatives.of({ ...slot, detainee, attorney }, undefined),
    };
  }
}

const told = (row: RequestRow, named: (id: string) => { id: string; name: string }) => ({
  id: row.id,
  detainee: row.detainee,
  attorney: named(row.attorney),
  askedBy: row.asked_by,
  askedAt: row.asked_at.toISOString(),
  from: row.from.toISOString(),
  to: row.to.toISOString(),
  minutes: row.minutes,
  ...(row.interpreter !== null && { interpreter: row.interpreter }),
  ...(row.co_counsel !== null && { coCounsel: named(row.co_counsel) }),
  ...(row.hearing_at !== null && { hearing: { at: row.hearing_at.toISOString(), confirmed: row.hearing_confirmed } }),
  firstFit: row.first_fit,
  state: row.state,
  offersExpired: row.offers_expired,
});

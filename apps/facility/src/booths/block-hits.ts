import { BookingError, planQueue } from '#booking';
import type { BlockWish, Fate } from '#protocol';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { selectBookings, type BookingRow } from '../booking/booking-rows.js';
import { readBusy } from '../booking/read-busy.js';
import { readBoothTimes } from './read-booth-times.js';
import { readChangeOver } from './read-change-over.js';

/** How far behind its own time a booking may be moved by a proposal. */
const MOVE_WITHIN_MS = 10 * 3_600_000;

/** What a block would take: which booths, from when, until when. */
export interface Blocking {
  readonly booths: readonly string[];
  readonly whole: boolean;
  readonly from: Date;
  readonly to: Date;
}

/** @throws BookingError `times-wrong`, `booth-unknown`. */
export async function readBlocking(db: Db | Transaction<Database>, wish: BlockWish, now: Date): Promise<Blocking> {
  const [from, to] = [new Date(wish.from), new Date(wish.to)];
  if (from >= to || to <= now) throw new BookingError('times-wrong', 'to');
  const known = (await db.selectFrom('booth').select('number').orderBy('number').execute()).map(({ number }) => number);
  if (wish.booths?.some((booth) => !known.includes(booth))) throw new BookingError('booth-unknown', 'booths');
  return { booths: wish.booths ?? known, whole: wish.booths === undefined, from, to };
}

/** Bookings that hold one of the booths at that time, earliest first. Half-open: one that ends when the block begins is not hit. */
export const selectHits = (db: Db | Transaction<Database>, { booths, from, to }: Blocking) =>
  selectBookings(db)
    .where('booth', 'in', [...booths])
    .where('state', 'in', ['offered', 'confirmed', 'admitted', 'in-session'])
    .where(sql<boolean>`during && tstzrange(${from}, ${to}, '[)')`)
    .orderBy(sql`lower(during)`)
    .orderBy('booth');

/**
 * What is proposed for each: another booth at the same time or soon after; else the queue, with the waiting time it had. An
 * open offer goes back to the queue; a running session is ended by a lockdown only.
 */
export async function proposeFates(
  db: Db,
  hits: readonly BookingRow[],
  blocking: Blocking,
  now: Date,
): Promise<Map<string, Fate>> {
  const until = hits.reduce((at, { to }) => Math.max(at, to.getTime()), blocking.to.getTime());
  const range = { from: now, to: new Date(until + MOVE_WITHIN_MS) };
  const times = await readBoothTimes(db, range);
  const taken = new Set(blocking.booths);
  const booths = times.map((one) => (taken.has(one.booth) ? { ...one, blocked: [...one.blocked, blocking] } : one));
  const busy = await readBusy(
    db,
    hits.map((hit) => ({ ...hit, helpers: hit.helpers.map(({ person }) => person) })),
    range,
  );
  const wishes = [];
  for (const hit of hits) {
    if (hit.state !== 'confirmed' && hit.state !== 'admitted') continue;
    const { id, detainee, attorney, from, to, state } = hit;
    // Who is at the booth already goes next door at the same time, or not at all.
    const end = state === 'admitted' ? to : new Date(to.getTime() + MOVE_WITHIN_MS);
    const minutes = (to.getTime() - from.getTime()) / 60_000;
    wishes.push({ id, detainee, attorney, minutes, busy: busy.get(id) ?? [], within: { from, to: end } });
  }
  const changeOverMinutes = await readChangeOver(db);
  const plan = planQueue(wishes, { booths, changeOverMinutes, notBefore: new Date(0) });
  const fates = hits.map((hit): [string, Fate] => {
    if (hit.state === 'in-session') return [hit.id, { fate: 'end', booking: hit.id }];
    const slot = plan.get(hit.id);
    if (slot === undefined) return [hit.id, { fate: 'queue', booking: hit.id }];
    const moved = { booth: slot.booth, from: slot.from.toISOString(), to: slot.to.toISOString() };
    return [hit.id, { fate: 'move', booking: hit.id, slot: moved }];
  });
  return new Map(fates);
}

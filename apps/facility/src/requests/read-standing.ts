import {
  inQueueOrder,
  planQueue,
  queueReason,
  workingDaysSince,
  type PlacedSlot,
  type Slot,
  type Waiting,
} from '#booking';
import type { QueueReason } from '#protocol';
import type { Db } from '#postgres';
import { readBusy, type Pair } from '../booking/read-busy.js';
import { readBoothTimes } from '../booths/read-booth-times.js';
import { readChangeOver } from '../booths/read-change-over.js';
import { readWorkingTime } from './read-working-time.js';
import { selectRequests, type RequestRow } from './request-rows.js';

const DAY_MS = 86_400_000;
/** How far ahead slots are looked for. */
const HORIZON_MS = 28 * DAY_MS;
/** No slot is given that begins sooner: somebody has to answer, and somebody to be fetched. */
const LEAD_MS = 30 * 60_000;

/** A request that waits, where it stands and what the plan has for it. */
export interface Standing extends Waiting {
  readonly row: RequestRow;
  readonly reason: QueueReason;
  /** Free within its window (or at all, once the window is over): can be given now. */
  readonly slot: PlacedSlot | undefined;
}

export interface StandingQueue {
  /** In order: the first is next. */
  readonly waiting: readonly Standing[];
  /** Working time from the oldest request to the horizon. */
  readonly working: readonly Slot[];
  /** When a slot is likely, whatever the windows; by request. */
  readonly expected: () => ReadonlyMap<string, PlacedSlot>;
}

export const NOBODY_WAITS: StandingQueue = { waiting: [], working: [], expected: () => new Map() };

/** The queue as it is at this moment. `last`: requests that stand behind the others this time. */
export async function readStanding(db: Db, now: Date, last: ReadonlySet<string> = new Set()): Promise<StandingQueue> {
  const rows = await selectRequests(db).where('state', '=', 'requested').execute();
  if (rows.length === 0) return NOBODY_WAITS;
  const horizon = { from: now, to: new Date(now.getTime() + HORIZON_MS) };
  const oldest = rows.reduce((at, { asked_at }) => Math.min(at, asked_at.getTime()), now.getTime());
  const working = await readWorkingTime(db, { from: new Date(oldest), to: horizon.to });
  const known = rows.map((row) => ({
    row,
    id: row.id,
    askedAt: row.asked_at,
    hearingAt: row.hearing_confirmed && row.hearing_at !== null ? row.hearing_at : undefined,
    waitedWorkingDays: workingDaysSince(working, row.asked_at, now),
  }));
  const inOrder = inQueueOrder(known, now);
  const ordered = [...inOrder.filter(({ id }) => !last.has(id)), ...inOrder.filter(({ id }) => last.has(id))];
  const plan = {
    booths: await readBoothTimes(db, horizon),
    changeOverMinutes: await readChangeOver(db),
    notBefore: new Date(now.getTime() + LEAD_MS),
  };
  const busy = await readBusy(db, rows.map(asPair), horizon);
  const away = await db.selectFrom('detainee').select('number').where('whereabouts', '<>', 'here').execute();
  const notHere = new Set(away.map(({ number }) => number));
  const wishes = ordered.map(({ row }) => {
    const { id, detainee, attorney, minutes, from } = row;
    const to = windowEnd(row, plan.notBefore) ?? horizon.to;
    return {
      id,
      detainee,
      attorney,
      minutes,
      busy: notHere.has(detainee) ? [horizon] : (busy.get(id) ?? []),
      within: { from, to },
    };
  });
  const fits = planQueue(wishes, plan);
  return {
    working,
    waiting: ordered.map((one) => ({ ...one, reason: queueReason(one, now), slot: fits.get(one.id) })),
    expected: () =>
      planQueue(
        wishes.map((wish) => ({ ...wish, within: { ...wish.within, to: horizon.to } })),
        plan,
      ),
  };
}

const asPair = ({ id, detainee, attorney, co_counsel }: RequestRow): Pair => ({
  id,
  detainee,
  attorney,
  helpers: co_counsel === null ? [] : [co_counsel],
});

/** Undefined once the window is over: then any later slot is better than none. */
const windowEnd = ({ from, to, minutes }: RequestRow, notBefore: Date): Date | undefined =>
  Math.max(from.getTime(), notBefore.getTime()) + minutes * 60_000 <= to.getTime() ? to : undefined;

import { BookingError } from '#booking';
import type { BlockAction, Fate } from '#protocol';
import type { Database } from '#postgres';
import type { Transaction } from 'kysely';
import { Command, type Done } from '../audit/command.js';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { bookingDetails, during, type BookingRow } from '../booking/booking-rows.js';
import { callOff, closingOf } from '../booking/call-off.js';
import type { Booker } from '../booking/make-booking.js';
import { rePlace } from '../booking/re-place.js';
import { freshId } from '../fresh-id.js';
import { waitAgain } from '../requests/wait-again.js';
import { readBlocking, selectHits } from './block-hits.js';
import { lockBoothPlan } from './booth-plan-lock.js';

/** `ended`: running sessions that a lockdown ends; their end is written by the session itself. */
export interface Blocked {
  readonly action: string;
  readonly ended: readonly BookingRow[];
  /** Bookings that were moved or called off: whoever waits at their devices must be told. */
  readonly changed: readonly BookingRow[];
}

/** Takes booths out of use for some time; what becomes of each booking that is hit was shown and is said here. */
export class BlockBooths extends Command<'booth.blocked', { readonly wish: BlockAction } & Booker, Blocked> {
  readonly event = 'booth.blocked';

  /** @throws BookingError `times-wrong`, `booth-unknown`, `session-runs`, `plan-changed`, and what a moved booking is refused with. */
  protected override async act(
    trx: Transaction<Database>,
    { wish, by }: { readonly wish: BlockAction } & Booker,
  ): Promise<Done<'booth.blocked', Blocked>> {
    const at = this.bench.now();
    await lockBoothPlan(trx, 'change');
    const blocking = await readBlocking(trx, wish, at);
    const hits = await selectHits(trx, blocking).forUpdate('booking').execute();
    if (!blocking.whole && hits.some(({ state }) => state === 'in-session')) {
      throw new BookingError('session-runs', 'booths');
    }
    const fates = new Map(wish.fates.map((fate) => [fate.booking, fate]));
    const action = freshId();
    await this.#block(trx, action, blocking, wish.reason);
    const more: LeafDraft[] = [];
    const done: { ended: BookingRow[]; changed: BookingRow[] } = { ended: [], changed: [] };
    // Those that leave first, so that their places are free for those that are moved.
    for (const hit of hits.toSorted((a, b) => Number(isMove(fates.get(a.id))) - Number(isMove(fates.get(b.id))))) {
      const fate = fates.get(hit.id);
      if (fate === undefined || (fate.fate === 'end') !== (hit.state === 'in-session')) {
        throw new BookingError('plan-changed');
      }
      if (fate.fate === 'end') {
        done.ended.push(hit);
        continue;
      }
      const { row, entries } = await this.#apply(trx, hit, fate, by);
      done.changed.push(row);
      more.push(...entries);
    }
    const { booths, whole, from, to } = blocking;
    const details = { by, booths, whole, from: from.toISOString(), to: to.toISOString(), reason: wish.reason };
    return { answer: { action, ...done }, entry: { type: this.event, booking: action, details }, more };
  }

  async #block(
    trx: Transaction<Database>,
    action: string,
    blocking: Awaited<ReturnType<typeof readBlocking>>,
    reason: BlockAction['reason'],
  ) {
    const { booths, whole, from, to } = blocking;
    await trx
      .insertInto('booth_block')
      .values(
        booths.map((booth) => ({
          id: freshId(),
          action,
          booth,
          during: during(from, to),
          kind: whole ? ('lockdown' as const) : ('block' as const),
          reason,
        })),
      )
      .execute();
  }

  async #apply(
    trx: Transaction<Database>,
    hit: BookingRow,
    fate: Exclude<Fate, { fate: 'end' }>,
    by: string,
  ): Promise<{ row: BookingRow; entries: LeafDraft[] }> {
    const at = this.bench.now();
    if (fate.fate === 'move') {
      const { booth } = fate.slot;
      const [from, to] = [new Date(fate.slot.from), new Date(fate.slot.to)];
      const same = from.getTime() === hit.from.getTime() && to.getTime() === hit.to.getTime();
      const row = await rePlace(trx, hit, { booth, detainee: hit.detainee, from, to }, same ? 'move' : 'amend', at);
      const details = { ...bookingDetails(row, by), before: bookingDetails(hit, by) };
      return { row, entries: [{ type: 'booking.amended', booking: hit.id, details }] };
    }
    const code = 'ended-by-staff';
    const row = await callOff(trx, hit, { completion: code, reason: 'booth-blocked' }, at);
    const cancelled: LeafDraft = { type: 'booking.cancelled', booking: hit.id, details: bookingDetails(row, by, code) };
    const again = fate.fate === 'queue' ? await waitAgain(trx, hit, by, at) : [];
    return { row, entries: [cancelled, ...closingOf(hit, code), ...again] };
  }
}

const isMove = (fate: Fate | undefined): boolean => fate?.fate === 'move';

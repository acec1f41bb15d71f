import { checkParts, type PartTimes } from '#hearing';
import type { Database } from '#postgres';
import type { FacilitySeat, HearingPart } from '#protocol';
import type { Transaction } from 'kysely';
import type { LeafDraft } from '../audit/leaf-draft.js';
import { bookingDetails } from '../booking/booking-rows.js';
import { insertBooking } from '../booking/insert-booking.js';
import { notify } from '../notices/notify.js';

interface Accused {
  readonly hearing: string;
  readonly seat: number;
  /** Account of counsel. */
  readonly attorney: string;
  readonly facility: FacilitySeat;
}

interface Times {
  readonly from: Date;
  readonly to: Date;
}

/** In order of time. */
export const PARTS: readonly HearingPart[] = ['pre', 'hearing', 'post'];

/** Of the parts that there are, those after which the accused stays in the same booth. */
export function staysOn<P extends { readonly part: HearingPart; readonly booth: string }>(parts: readonly P[]): Set<P> {
  const inOrder = PARTS.flatMap((part) => parts.filter((one) => one.part === part));
  return new Set(inOrder.filter((one, at) => inOrder[at + 1]?.booth === one.booth));
}

/**
 * Writes the bookings of an accused who takes part from the facility: the room of the hearing and the consultations around it.
 * @returns their entries. @throws HearingError, BookingError; what a constraint refuses comes as the driver's error.
 */
export async function bookParts(
  trx: Transaction<Database>,
  { hearing, seat, attorney, facility }: Accused,
  during: Times,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<LeafDraft[]> {
  const { detainee, booth, pre, post } = facility;
  const wanted: Record<HearingPart, { booth: string; times: Times } | undefined> = {
    pre: pre && { booth: pre.booth, times: timesOf(pre) },
    hearing: { booth, times: during },
    post: post && { booth: post.booth, times: timesOf(post) },
  };
  const parts: PartTimes = { hearing: during, pre: wanted.pre?.times, post: wanted.post?.times };
  checkParts(parts, facility.waived === true);
  const rooms = PARTS.flatMap((part) => {
    const one = wanted[part];
    return one === undefined ? [] : [{ part, ...one }];
  });
  const staying = staysOn(rooms);
  const entries: LeafDraft[] = [];
  for (const room of rooms) {
    const { from, to } = room.times;
    const wish = { booth: room.booth, detainee, attorney, from: from.toISOString(), to: to.toISOString() };
    const of = { hearing, seat, part: room.part, staysOn: staying.has(room) };
    const row = await insertBooking(trx, wish, { state: 'confirmed', of }, now);
    await notify(trx, 'confirmed', row);
    const waived = room.part === 'pre' && facility.waived === true;
    const details = { ...bookingDetails(row, by), hearing, part: room.part, ...(waived && { waivedByCounsel: true }) };
    entries.push({ type: 'booking.made', booking: row.id, details });
  }
  return entries;
}

const timesOf = ({ from, to }: { readonly from: string; readonly to: string }): Times => ({
  from: new Date(from),
  to: new Date(to),
});

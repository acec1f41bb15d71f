import type { DeskBooking } from '#protocol';
import { m } from '../generated/texts/messages.js';

const MINUTE = 60_000;

/** Ten and two minutes before the end of a slot, and after it; the end itself ends nothing. */
export function EndsSoon({ booking, now }: { booking: DeskBooking; now: string }) {
  const left = Date.parse(booking.to) - Date.parse(now);
  if (left > 10 * MINUTE) return null;
  const words = left <= 0 ? m.overrun() : m.ends_within({ minutes: left > 2 * MINUTE ? 10 : 2 });
  return (
    <span>
      <span aria-hidden="true">▲ </span>
      {words}
    </span>
  );
}

import type { DeskBooking } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { endsWithin } from '../text/ends-within.js';

/** That a running slot ends soon, or is over, for the desk. */
export function EndsSoon({ booking, now }: { booking: DeskBooking; now: string }) {
  const minutes = endsWithin(Date.parse(booking.to) - Date.parse(now));
  if (minutes === undefined) return null;
  return (
    <span>
      <span aria-hidden="true">▲ </span>
      {minutes === 'over' ? m.overrun() : m.ends_within({ minutes })}
    </span>
  );
}

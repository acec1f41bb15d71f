import { m } from '../generated/texts/messages.js';
import { endsWithin } from '../text/ends-within.js';

/** How much of the slot is left, in words, once it is little. */
export function TimeLeft({ to, now }: { to: number | undefined; now: number }) {
  const minutes = to === undefined ? undefined : endsWithin(to - now);
  if (minutes === undefined) return null;
  return <span>{minutes === 'over' ? m.slot_over() : m.minutes_left({ minutes })} </span>;
}

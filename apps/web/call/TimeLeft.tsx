import { m } from '../generated/texts/messages.js';

const MINUTE = 60_000;

/** Ten and two minutes before the end of the slot, and after it, in words; nothing ends by itself. */
export function TimeLeft({ to, now }: { to: number | undefined; now: number }) {
  if (to === undefined) return null;
  const left = to - now;
  if (left > 10 * MINUTE) return null;
  if (left <= 0) return <span>{m.slot_over()} </span>;
  return <span>{m.minutes_left({ minutes: left > 2 * MINUTE ? 10 : 2 })} </span>;
}

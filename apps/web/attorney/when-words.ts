import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords, zoneLabel } from '../text/moments.js';

/** `Monday 23 November, 10:30–11:00 Almaty`, and the own time where the device lives in another zone. */
export function whenWords(
  from: string,
  to: string,
  zone: string,
  own = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  const there = `${dayWords(dayOf(from, zone))}, ${clock(from, zone)}–${clock(to, zone)} ${zoneLabel(zone)}`;
  const here = clock(from, own);
  return here === clock(from, zone) ? there : `${there} (${m.your_time({ time: here })})`;
}

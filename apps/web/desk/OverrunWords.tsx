import type { DeskBooking } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';

/** A session that runs past its end: until when the booth is kept, and whether somebody waits for it. */
export function OverrunWords({ booking: { runsOn }, zone }: { booking: DeskBooking; zone: string }) {
  if (!runsOn) return null;
  return (
    <span>
      <span aria-hidden="true">▲ </span>
      {m.runs_on_until({ time: clock(runsOn.until, zone) })}
      {runsOn.nextWaits && <strong> · {m.next_waits()}</strong>}
    </span>
  );
}

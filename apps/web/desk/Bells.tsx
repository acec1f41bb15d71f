import type { DeskDay } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';
import { Notice } from '../ui/Notice.js';

/** Booths that call for staff, since when. Carries no sound from the booth. */
export function Bells({ booths, zone }: { booths: DeskDay['booths']; zone: string }) {
  const calling = booths.filter((booth) => booth.calling !== undefined);
  return (
    <div role="alert" class="stack">
      {calling.map((booth) => (
        <Notice
          key={booth.number}
          kind="caution"
          title={m.booth_calls({ booth: booth.number, time: clock(booth.calling ?? '', zone) })}
        >
          <p>{m.booth_calls_words()}</p>
        </Notice>
      ))}
    </div>
  );
}

import { type DeskDay, MovementSlips } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { movements } from './day-lists.js';
import { PrintedSlips } from './PrintedSlips.js';

/** Slips for all that are still to come this day, or some of them. Making them voids the earlier ones. */
export function SlipsDialog({ day, zone, onClose }: { day: DeskDay; zone: string; onClose: () => void }) {
  const [coming] = useState(() => movements(day));
  const [left, leave] = useState<ReadonlySet<string>>(new Set());
  const [made, set] = useState<MovementSlips>();
  const bookings = coming.map(({ id }) => id).filter((id) => !left.has(id));
  const make = useAction(async () => set(await ask(MovementSlips, 'POST', '/api/desk/slips', { bookings })));
  if (made) return <PrintedSlips slips={made.slips} zone={zone} onClose={onClose} />;
  return (
    <Dialog title={m.slips_title()} onClose={onClose}>
      {make.failure && <Failed failure={make.failure} />}
      {coming.length === 0 ? (
        <Empty title={m.slips_none()}>
          <p>{m.slips_none_words()}</p>
        </Empty>
      ) : (
        <>
          <fieldset>
            <legend class="lead">{m.slips_which()}</legend>
            {coming.map(({ id, from, to, booth, detainee }) => (
              <label key={id} class="tick">
                <input
                  type="checkbox"
                  checked={!left.has(id)}
                  onChange={() =>
                    leave(
                      (before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]),
                    )
                  }
                />
                <span>
                  {clock(from, zone)}–{clock(to, zone)} · {m.number_short({ number: detainee })} ·{' '}
                  {m.booth_named({ booth })}
                </span>
              </label>
            ))}
          </fieldset>
          <p class="small">{m.slips_words()}</p>
          <Button kind="main" onPress={() => make.run()} off={bookings.length === 0 || make.running}>
            {m.slips_make({ count: bookings.length })}
          </Button>
        </>
      )}
    </Dialog>
  );
}

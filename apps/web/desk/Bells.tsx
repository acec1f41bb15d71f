import type { Bell, DeskDay } from '#protocol';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { bellWords } from '../text/bell-words.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Notice } from '../ui/Notice.js';
import { useBellSound } from './use-bell-sound.js';

interface BellsProps {
  /** Undefined while the list of bells cannot be had: then the board's own word is shown. */
  bells: readonly Bell[] | undefined;
  booths: DeskDay['booths'];
  zone: string;
  onAnswered: () => void;
}

/** Booths that call for staff, since when. Carries no sound from the booth. */
export function Bells({ bells, booths, zone, onAnswered }: BellsProps) {
  const going = useAction(async (id: string) => {
    await send('POST', `/api/desk/bells/${id}/going`);
    onAnswered();
  });
  const calling = bells ? [] : booths.filter((booth) => booth.calling !== undefined);
  useBellSound((bells?.length ?? calling.length) > 0);
  return (
    <>
      <div role="alert" class="stack">
        {bells?.map(({ id, booth, problem, since, escalated }) => (
          <Notice
            key={id}
            kind={escalated ? 'bad' : 'caution'}
            title={bellWords(problem, { booth, time: clock(since, zone) })}
          >
            {escalated && <p>{m.bell_second()}</p>}
            <Button onPress={() => going.run(id)} off={going.running}>
              {m.i_am_going()}
            </Button>
          </Notice>
        ))}
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
      {going.failure && <Failed failure={going.failure} />}
    </>
  );
}

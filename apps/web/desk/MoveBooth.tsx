import { DeskBooking } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';

interface MoveBoothProps {
  booking: DeskBooking;
  booths: readonly string[];
  zone: string;
  /** With the booking as it is now: of a session that ran, the one that takes its place. */
  onMoved: (moved: DeskBooking) => void;
}

/** Another booth: at the same time, or at once for a session that runs. A refusal stands beside the booth it concerns. */
export function MoveBooth({ booking, booths, zone, onMoved }: MoveBoothProps) {
  const [booth, choose] = useState('');
  const move = useAction(async () => {
    onMoved(await ask(DeskBooking, 'POST', `/api/desk/bookings/${booking.id}/move`, { booth }));
  });
  const { failure } = move;
  const runs = booking.state === 'in-session';
  const concerns = failure?.code.startsWith('booth-');
  return (
    <div class="stack apart-below">
      <h3>{m.move_booth()}</h3>
      {failure && !concerns && <Failed failure={failure} />}
      <Field
        label={m.move_to()}
        hint={runs ? m.move_running_words() : m.move_words()}
        value={booth}
        onInput={choose}
        placeholder={m.choose()}
        problem={failure && concerns ? failureWords(failure.code) : undefined}
        options={booths.filter((one) => one !== booking.booth).map((one) => ({ value: one, label: one }))}
      />
      {booth !== '' && (
        <Button onPress={() => move.run()} off={move.running}>
          {runs ? m.move_running_named({ booth }) : m.move_named({ time: clock(booking.from, zone), booth })}
        </Button>
      )}
    </div>
  );
}

import { DESK_CANCEL_CODES, DESK_END_CODES, type DeskBooking, SaidBy } from '#protocol';
import { useState } from 'preact/hooks';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { completionWords } from '../text/completion-words.js';
import { clock } from '../text/moments.js';
import { reasonWords } from '../text/reason-words.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';

const SAID_BY: Readonly<Record<SaidBy, () => string>> = {
  detainee: m.said_by_detainee,
  attorney: m.said_by_attorney,
  staff: m.said_by_staff,
  doctor: m.said_by_doctor,
};

const endOptions = () => DESK_END_CODES.map((code) => ({ value: code, label: completionWords(code) }));
const cancelOptions = () => DESK_CANCEL_CODES.map((code) => ({ value: code, label: reasonWords(code) }));

interface EndBookingProps {
  booking: DeskBooking;
  zone: string;
  onEnded: () => void;
}

/** Only a person ends or cancels, with a reason; a refusal with who said so. It names what it ends. */
export function EndBooking({ booking, zone, onEnded }: EndBookingProps) {
  const [reason, setReason] = useState('');
  const [saidBy, setSaidBy] = useState('');
  const runs = booking.state === 'in-session';
  const refused = reason === 'refused';
  const end = useAction(async () => {
    const body = { code: reason, ...(refused ? { saidBy } : {}) };
    await send('POST', `/api/desk/bookings/${booking.id}/${runs ? 'end' : 'cancel'}`, body);
    onEnded();
  });
  const named = { time: clock(booking.from, zone), booth: booking.booth };
  return (
    <div class="apart-below stack">
      {end.failure && <Failed failure={end.failure} />}
      <Field
        label={m.reason()}
        value={reason}
        onInput={setReason}
        placeholder={m.choose_reason()}
        options={runs ? endOptions() : cancelOptions()}
      />
      {refused && (
        <Field
          label={m.said_by()}
          value={saidBy}
          onInput={setSaidBy}
          placeholder={m.choose()}
          options={SaidBy.options.map((who) => ({ value: who, label: SAID_BY[who]() }))}
        />
      )}
      <Button kind="danger" onPress={() => end.run()} off={reason === '' || (refused && saidBy === '') || end.running}>
        {runs ? m.end_named(named) : m.cancel_named(named)}
      </Button>
    </div>
  );
}

import type { ConsultationRequest } from '#protocol';
import { useState } from 'preact/hooks';
import { ApiFailure, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { clock, clockTime, dayOf, instantOf, dayAndClock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';

interface ConfirmHearingProps {
  request: ConsultationRequest;
  zone: string;
  onChanged: () => void;
}

/** The hearing that comes next: as it is known, and the desk's word that it is so. */
export function ConfirmHearing({ request: { id, hearing }, zone, onChanged }: ConfirmHearingProps) {
  const [date, setDate] = useState(hearing ? dayOf(hearing.at, zone) : '');
  const [time, setTime] = useState(hearing ? clock(hearing.at, zone) : '');
  const confirm = useAction(async () => {
    const at = instantOf(date, clockTime(time), zone);
    if (!at) throw new ApiFailure('bad-input');
    await send('POST', `/api/desk/requests/${id}/hearing`, { at, confirmed: true });
    onChanged();
  });
  return (
    <div class="apart-below stack">
      <h3>{m.hearing_title()}</h3>
      {confirm.failure && <Failed failure={confirm.failure} />}
      {hearing && (
        <p>
          {dayAndClock(hearing.at, zone)}: {hearing.confirmed ? m.hearing_confirmed() : m.hearing_unconfirmed()}
        </p>
      )}
      <p class="small">{m.hearing_words()}</p>
      <div class="row form-times">
        <Field label={m.date()} type="date" value={date} onInput={setDate} />
        <Field label={m.hearing_time()} value={time} onInput={setTime} maxLength={5} placeholder="10:00" />
      </div>
      <Button onPress={() => confirm.run()} off={date === '' || time === '' || confirm.running}>
        {m.hearing_confirm()}
      </Button>
    </div>
  );
}

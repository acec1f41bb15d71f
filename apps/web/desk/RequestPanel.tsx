import type { BoothSlot, ConsultationRequest } from '#protocol';
import { useState } from 'preact/hooks';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { dayOf, dayWords } from '../text/moments.js';
import { queueWords, slotWords } from '../text/queue-words.js';
import { Alternatives } from '../ui/Alternatives.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { ConfirmHearing } from './ConfirmHearing.js';

interface RequestPanelProps {
  request: ConsultationRequest;
  zone: string;
  onClose: () => void;
  onChanged: () => void;
}

const ASKED = { attorney: m.asked_attorney, detainee: m.asked_detainee, desk: m.asked_desk } as const;

/** Act on one request. Withdrawing stands apart, needs a reason and names what it withdraws. */
export function RequestPanel({ request, zone, onClose, onChanged }: RequestPanelProps) {
  const [reason, setReason] = useState('');
  const path = `/api/desk/requests/${request.id}`;
  const day = (at: string) => dayWords(dayOf(at, zone));
  const number = m.number_short({ number: request.detainee });
  const accept = useAction(async (slot?: BoothSlot) => {
    await send('POST', `${path}/accept`, slot ? { slot } : {});
    onChanged();
  });
  const withdraw = useAction(async () => {
    await send('POST', `${path}/withdraw`, { reason });
    onChanged();
  });
  const { offer } = request;
  const failure = accept.failure ?? withdraw.failure;
  const instead = accept.failure?.alternatives ?? offer?.alternatives ?? [];
  return (
    <Dialog title={m.request_title({ number })} onClose={onClose}>
      {failure && <Failed failure={failure} />}
      <dl class="facts">
        <dt>{m.attorney()}</dt>
        <dd>{[request.attorney.name, request.coCounsel?.name].filter(Boolean).join(', ')}</dd>
        <dt>{m.queue_why()}</dt>
        <dd>{queueWords(request, zone)}</dd>
        <dt>{m.request_asked_by()}</dt>
        <dd>{ASKED[request.askedBy]({ day: day(request.askedAt) })}</dd>
        <dt>{m.request_window()}</dt>
        <dd>{m.request_window_words({ from: day(request.from), to: day(request.to) })}</dd>
        <dt>{m.queue_wish()}</dt>
        <dd>
          {m.queue_minutes({ minutes: request.minutes })}
          {request.interpreter && ` · ${m.request_interpreter()}: ${request.interpreter}`}
        </dd>
      </dl>
      {offer && (
        <div class="stack">
          <p class="lead">{m.offer_title()}</p>
          <p class="small">{m.offer_words()}</p>
          <Button kind="main" onPress={() => accept.run(undefined)} off={accept.running}>
            {m.offer_accept({ slot: slotWords(offer, zone) })}
          </Button>
        </div>
      )}
      <Alternatives slots={instead} zone={zone} onChoose={(slot) => accept.run(slot)} />
      <ConfirmHearing request={request} zone={zone} onChanged={onChanged} />
      <div class="apart-below stack">
        <Field
          label={m.reason()}
          value={reason}
          onInput={setReason}
          placeholder={m.choose_reason()}
          options={[
            { value: 'withdrawn', label: m.withdraw_withdrawn() },
            // oxlint-disable-next-line import/namespace -- the key carries the code as it is
            { value: 'not-here', label: m['withdraw_not-here']() },
            { value: 'other', label: m.withdraw_other() },
          ]}
        />
        <Button kind="danger" onPress={() => withdraw.run()} off={reason === '' || withdraw.running}>
          {m.withdraw_named({ number })}
        </Button>
      </div>
    </Dialog>
  );
}

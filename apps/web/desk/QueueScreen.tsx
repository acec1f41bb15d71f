import { type ConsultationRequest, Requests } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';
import { expectedWords, queueWords } from '../text/queue-words.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';
import { DeskPage, type Shift } from './DeskPage.js';
import { RequestForm } from './RequestForm.js';
import { RequestPanel } from './RequestPanel.js';

/** Who waits, in order, and why they stand there. The order is the server's. */
export function QueueScreen({ shift }: { shift: Shift }) {
  const { zone } = shift.facility;
  const [opened, open] = useState<'new' | ConsultationRequest>();
  const queue = useAnswer(
    async () => {
      const answer = await ask(Requests, 'GET', '/api/desk/queue');
      shift.clock.learn(answer.now);
      return answer;
    },
    10_000,
    [],
  );
  const { value } = queue;
  const stale = value && queue.failedAt !== undefined;
  const close = () => open(undefined);
  const done = () => {
    queue.again();
    close();
  };
  const row = (request: ConsultationRequest) => {
    const number = m.number_short({ number: request.detainee });
    return {
      key: request.id,
      cells: [
        request.place ?? '–',
        <strong key="who">{number}</strong>,
        request.attorney.name,
        <>
          {queueWords(request, zone)}
          <span class="small cell-note">
            {!request.offer && expectedWords(request, zone)}
            {request.offersExpired > 0 && ` · ${m.queue_offers_expired({ count: request.offersExpired })}`}
          </span>
        </>,
        <>
          {m.queue_minutes({ minutes: request.minutes })}
          {request.interpreter && (
            <span class="small cell-note">{`${m.request_interpreter()}: ${request.interpreter}`}</span>
          )}
        </>,
        <button key="open" type="button" class="button button-quiet" onClick={() => open(request)}>
          {m.open_session()}
          <span class="unseen"> {m.request_open({ number })}</span>
        </button>,
      ],
    };
  };
  return (
    <DeskPage
      shift={shift}
      title={m.queue_title()}
      failedAt={value && queue.failedAt}
      main={
        <Button kind="main" onPress={() => open('new')}>
          {m.request_new()}
        </Button>
      }
    >
      <div class="stack desk-body">
        {!value && queue.failure && <Failed failure={queue.failure} onAgain={queue.again} />}
        {!value && !queue.failure && <Working what={m.queue_loading()} />}
        {stale && <p class="stale-word">{m.shown_as_of({ time: clock(value.now, zone) })}</p>}
        {value && value.requests.length === 0 && (
          <Empty title={m.queue_nobody()}>
            <p>{m.queue_nobody_words()}</p>
          </Empty>
        )}
        {value && value.requests.length > 0 && (
          <div class={stale ? 'stack stale' : 'stack'}>
            <p class="small">{m.queue_order()}</p>
            <DataTable
              caption={m.queue_title()}
              columns={[
                m.queue_place(),
                m.detainee_number(),
                m.attorney(),
                m.queue_why(),
                m.queue_wish(),
                m.request_new_action(),
              ]}
              rows={value.requests.map(row)}
            />
          </div>
        )}
      </div>
      {opened === 'new' && <RequestForm shift={shift} onClose={close} onSaved={done} />}
      {typeof opened === 'object' && <RequestPanel request={opened} zone={zone} onClose={close} onChanged={done} />}
    </DeskPage>
  );
}

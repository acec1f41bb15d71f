import { Requests } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { AskDialog } from './AskDialog.js';
import { OpenRequest } from './OpenRequest.js';

interface OpenRequestsProps {
  now: () => number;
  zone: string;
  /** Something was confirmed: sessions are to be read anew. */
  onChanged: () => void;
}

/** What was asked for and is not settled: offers first, then what waits. */
export function OpenRequests({ now, zone, onChanged }: OpenRequestsProps) {
  const [asking, setAsking] = useState(false);
  const answer = useAnswer(() => ask(Requests, 'GET', '/api/attorney/requests'), 10_000, []);
  const open = (answer.value?.requests ?? [])
    .filter(({ state }) => state === 'requested' || state === 'offered')
    .toSorted((a, b) => Number(b.state === 'offered') - Number(a.state === 'offered'));
  const changed = () => {
    answer.again();
    onChanged();
  };
  return (
    <section class="stack" aria-labelledby="requests">
      <div class="page-title">
        <h2 id="requests">{m.my_requests()}</h2>
        <Button onPress={() => setAsking(true)}>{m.ask_consultation()}</Button>
      </div>
      {answer.failure && !answer.value && <Failed failure={answer.failure} onAgain={answer.again} />}
      {answer.value && open.length === 0 && <p>{m.no_requests()}</p>}
      {open.length > 0 && (
        <ul class="cards">
          {open.map((request) => (
            <OpenRequest key={request.id} request={request} zone={zone} onChanged={changed} />
          ))}
        </ul>
      )}
      {asking && (
        <AskDialog
          now={now}
          zone={zone}
          onClose={() => setAsking(false)}
          onAsked={() => {
            setAsking(false);
            changed();
          }}
        />
      )}
    </section>
  );
}

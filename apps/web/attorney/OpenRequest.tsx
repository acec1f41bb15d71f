import type { BoothSlot, ConsultationRequest } from '#protocol';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { dayAndClock } from '../text/moments.js';
import { expectedWords, queueWords, slotWords } from '../text/queue-words.js';
import { Alternatives } from '../ui/Alternatives.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';

interface OpenRequestProps {
  request: ConsultationRequest;
  zone: string;
  onChanged: () => void;
}

/** One request that waits, or an offer to answer: where it stands, why, and what is free instead. */
export function OpenRequest({ request, zone, onChanged }: OpenRequestProps) {
  const accept = useAction(async (slot?: BoothSlot) => {
    await send('POST', `/api/attorney/requests/${request.id}/accept`, slot ? { slot } : {});
    onChanged();
  });
  const { offer } = request;
  const number = m.number_short({ number: request.detainee });
  return (
    <li class="card open-request">
      <div class="stack">
        <p class="lead">
          {number} · {m.queue_minutes({ minutes: request.minutes })}
        </p>
        {offer ? (
          <p>{m.offer_until({ time: dayAndClock(offer.expires, zone) })}</p>
        ) : (
          <p>
            {request.place !== undefined && <strong>{m.request_place({ place: request.place })} </strong>}
            {queueWords(request, zone)} · {expectedWords(request, zone)}
          </p>
        )}
        {request.offersExpired > 0 && <p class="small">{m.queue_offers_expired({ count: request.offersExpired })}</p>}
        {accept.failure && <Failed failure={accept.failure} />}
        {offer && (
          <>
            <Button onPress={() => accept.run(undefined)} off={accept.running}>
              {m.offer_accept({ slot: slotWords(offer, zone) })}
            </Button>
            <Alternatives
              slots={accept.failure?.alternatives.length ? accept.failure.alternatives : offer.alternatives}
              zone={zone}
              onChoose={(slot) => accept.run(slot)}
            />
          </>
        )}
      </div>
    </li>
  );
}

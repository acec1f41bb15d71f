import { PartyBooking } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { SealedWord, type SealedWordProps } from '../call/SealedWord.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';

/**
 * A sealed word with the parties that its booking has now. A booth asks, because its booking was read when the slip opened it
 * and counsel may have changed since; an attorney's page reads its bookings anew and asks the person about other parties.
 */
export function FreshWord(props: SealedWordProps) {
  return props.own === 'booth' ? <BoothWord {...props} /> : <SealedWord {...props} />;
}

function BoothWord(props: SealedWordProps) {
  const { booking, onEnd } = props;
  const now = useAnswer(() => ask(PartyBooking, 'GET', `/api/kiosk/bookings/${booking.id}`), 0, []);
  if (now.value) return <SealedWord {...props} booking={now.value} />;
  return (
    <main class="page-main stack-wide">
      <h1>{m.starting()}</h1>
      {now.failure ? <Failed failure={now.failure} onAgain={now.again} /> : <Working what={m.starting()} />}
      {now.failure && <Button onPress={onEnd}>{m.court_private_end()}</Button>}
    </main>
  );
}

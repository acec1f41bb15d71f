import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';

/** Only a person knows what was heard. */
export function Heard({ onAnswer }: { onAnswer: (heard: boolean) => void }) {
  return (
    <div class="row" role="group" aria-label={m.test_did_you_hear()}>
      <span>{m.test_did_you_hear()}</span>
      <Button onPress={() => onAnswer(true)}>{m.test_heard()}</Button>
      <Button onPress={() => onAnswer(false)}>{m.test_not_heard()}</Button>
    </div>
  );
}

import { KioskRequestTaken } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { ask, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { KioskPage } from '../ui/KioskPage.js';
import { NumberPad } from '../ui/NumberPad.js';

const MOST_DIGITS = 12;

interface LawyerScreenProps {
  booth: string;
  clock: ComponentChildren;
  onTaken: (taken: KioskRequestTaken['taken']) => void;
  onBack: () => void;
}

/** Asks for a consultation with one's own number; whoever does not know it calls staff with one touch. */
export function LawyerScreen({ booth, clock, onTaken, onBack }: LawyerScreenProps) {
  const [typed, setTyped] = useState('');
  const wish = useAction(async () => {
    const { taken } = await ask(KioskRequestTaken, 'POST', '/api/kiosk/requests', { detainee: typed });
    onTaken(taken);
  });
  const bell = useAction(async () => {
    await send('POST', '/api/kiosk/bell', {});
    onTaken('told-desk');
  });
  const onDigit = useCallback((digit: string) => {
    setTyped((before) => (before.length < MOST_DIGITS ? before + digit : before));
  }, []);
  const onBackspace = useCallback(() => setTyped((before) => before.slice(0, -1)), []);
  const running = wish.running || bell.running;
  const failure = wish.failure ?? bell.failure;
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      title={m.lawyer_wanted()}
      other={<Button onPress={onBack}>{m.back()}</Button>}
      main={
        <Button kind="main" onPress={() => wish.run()} off={typed === '' || running} why="number">
          {running ? m.sending() : m.lawyer_ask()}
        </Button>
      }
    >
      <div class="code-entry">
        <div class="stack">
          {!failure && <p>{m.lawyer_words()}</p>}
          <p class="big-code" aria-hidden="true">
            {typed || '–'}
          </p>
          <p id="number" role="status" data-unspoken={typed !== ''}>
            {typed ? m.number_named({ number: typed }) : m.lawyer_number_empty()}
          </p>
          {failure ? <Failed failure={failure} /> : <p>{m.lawyer_passed_on()}</p>}
          <Button onPress={() => bell.run()} off={running}>
            {m.lawyer_no_number()}
          </Button>
        </div>
        <NumberPad
          label={m.lawyer_wanted()}
          onDigit={onDigit}
          onBack={onBackspace}
          onClear={() => {
            setTyped('');
            wish.clear();
          }}
        />
      </div>
    </KioskPage>
  );
}

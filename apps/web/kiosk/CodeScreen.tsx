import { BoothCheckState, PartyBooking } from '#protocol';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, failureFrom, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { KioskPage } from '../ui/KioskPage.js';
import { NumberPad } from '../ui/NumberPad.js';

const DIGITS = 8;

interface CodeScreenProps {
  booth: string;
  clock: ComponentChildren;
  /** `checkDue`: the booth has not looked at itself today; false when nobody could say. */
  onOpened: (booking: PartyBooking, checkDue: boolean) => void;
  /** It was the code of a device test. */
  onTest: () => void;
  /** For whoever has no slip. */
  onLawyerWanted: () => void;
  onBack: () => void;
}

const triesLeft = (left: number | undefined): string =>
  left === undefined || left === 0 ? m.ask_officer_code() : m.code_tries_left({ left });

const boothCheck = () => ask(BoothCheckState, 'GET', '/api/kiosk/check');

async function opensTest(code: string): Promise<boolean> {
  try {
    await send('POST', '/api/kiosk/check/test', { code });
    return true;
  } catch (thrown) {
    if (failureFrom(thrown).code === 'code-wrong') return false;
    throw thrown;
  }
}

/** The code of the slip. A digit is readable for a second, then a dot: somebody may stand behind. */
export function CodeScreen({ booth, clock, onOpened, onTest, onLawyerWanted, onBack }: CodeScreenProps) {
  const [typed, setTyped] = useState('');
  const [readable, setReadable] = useState(false);
  const check = useAnswer(boothCheck, 0, []);
  const open = useAction(async () => {
    try {
      // Somebody may type faster than the line answers.
      const known = check.value ?? (await boothCheck().catch(() => undefined));
      if (known?.test && (await opensTest(typed))) return onTest();
      const booking = await ask(PartyBooking, 'POST', '/api/kiosk/open', { code: typed });
      onOpened(booking, known?.due ?? false);
    } catch (thrown) {
      setTyped('');
      throw thrown;
    }
  });
  const { clear } = open;
  useEffect(() => {
    const timer = setTimeout(() => setReadable(false), 1000);
    return () => clearTimeout(timer);
  }, [typed]);
  const onDigit = useCallback((digit: string) => {
    setTyped((before) => (before.length < DIGITS ? before + digit : before));
    setReadable(true);
  }, []);
  const onBackspace = useCallback(() => setTyped((before) => before.slice(0, -1)), []);
  const whole = typed.length === DIGITS;
  const refused = typed === '' ? open.failure : undefined;
  const shown = typed
    .split('')
    .map((digit, index) => (readable && index === typed.length - 1 ? digit : '●'))
    .join('');
  return (
    <KioskPage
      booth={booth}
      clock={clock}
      title={m.code_title()}
      other={<Button onPress={onBack}>{m.back()}</Button>}
      main={
        <Button kind="main" onPress={() => open.run()} off={!whole || open.running} why="digits">
          {open.running ? m.checking_code() : m.go_on()}
        </Button>
      }
    >
      <div class="code-entry">
        <div class="stack">
          {!refused && <p>{m.code_words()}</p>}
          <p class="code-dots big-code" aria-hidden="true">
            {shown.padEnd(DIGITS, '–')}
          </p>
          <p id="digits" role="status">
            {m.digits_typed({ count: typed.length, of: DIGITS })}
          </p>
          {refused && <Failed failure={refused} />}
          {refused && <p>{triesLeft(refused.left)}</p>}
          {!refused && <Button onPress={onLawyerWanted}>{m.lawyer_wanted()}</Button>}
        </div>
        <NumberPad
          label={m.code_title()}
          onDigit={onDigit}
          onBack={onBackspace}
          onClear={() => {
            setTyped('');
            clear();
          }}
        />
      </div>
    </KioskPage>
  );
}

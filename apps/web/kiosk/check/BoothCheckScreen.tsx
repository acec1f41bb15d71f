import type { ComponentChildren } from 'preact';
import { m } from '../../generated/texts/messages.js';
import { partWords } from '../../text/booth-part-words.js';
import { Button } from '../../ui/Button.js';
import { KioskPage } from '../../ui/KioskPage.js';
import { Notice } from '../../ui/Notice.js';
import { Working } from '../../ui/Working.js';
import { useBoothCheck } from './use-booth-check.js';

export interface BoothCheckProps {
  booth: string;
  clock: ComponentChildren;
  onBack: () => void;
  onDone: () => void;
}

/**
 * Before the first session of a day, after check-in: a touch begins it, and capture has ended before its result is shown.
 * With a fault an officer is called, and the way on stays open: to be heard comes first.
 */
export function BoothCheckScreen({ booth, clock, onBack, onDone }: BoothCheckProps) {
  const { step, begin, answer } = useBoothCheck();
  const place = { booth, clock, title: m.check_title() };
  switch (step.name) {
    case 'ready':
      return (
        <KioskPage
          {...place}
          other={<Button onPress={onBack}>{m.not_now()}</Button>}
          main={
            <Button kind="main" onPress={begin}>
              {m.check_start()}
            </Button>
          }
        >
          <p class="lead">{m.check_words()}</p>
          <p>{m.check_capture()}</p>
        </KioskPage>
      );
    case 'working':
      return (
        <KioskPage {...place}>
          <Working what={m.check_working()} />
        </KioskPage>
      );
    case 'heard?':
      return (
        <KioskPage {...place}>
          <p class="lead" role="status">
            {m.check_tone()}
          </p>
          <div class="quick">
            <Button onPress={() => answer(true)}>{m.test_heard()}</Button>
            <Button onPress={() => answer(false)}>{m.test_not_heard()}</Button>
          </div>
        </KioskPage>
      );
    case 'found': {
      const { faults } = step;
      return (
        <KioskPage
          {...place}
          other={faults.length > 0 && <Button onPress={begin}>{m.test_again()}</Button>}
          main={
            <Button kind="main" onPress={onDone}>
              {faults.length > 0 ? m.check_go_on() : m.go_on()}
            </Button>
          }
        >
          {faults.length === 0 ? (
            <Notice kind="good" title={m.check_good()} role="status" />
          ) : (
            <Notice kind="caution" title={m.check_fault()} role="status">
              <ul>
                {faults.map((part) => (
                  <li key={part}>{partWords(part)}</li>
                ))}
              </ul>
              <p>{m.check_fault_words()}</p>
            </Notice>
          )}
        </KioskPage>
      );
    }
  }
}

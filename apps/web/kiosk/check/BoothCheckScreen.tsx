import type { ComponentChildren } from 'preact';
import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { KioskPage } from '../../ui/KioskPage.js';
import { Working } from '../../ui/Working.js';
import { BoothFound } from './BoothFound.js';
import { Playback } from './Playback.js';
import { useBoothCheck } from './use-booth-check.js';

export interface BoothCheckProps {
  booth: string;
  clock: ComponentChildren;
  /** A device test, which an operator asked for: with the voice heard back, and every part in the report. */
  test?: boolean;
  onBack: () => void;
  onDone: () => void;
}

/**
 * Before the first session of a day, after check-in, or as a device test: a touch begins it, and capture has ended before the
 * result is shown. With a fault an officer is called, and the way on stays open: to be heard comes first.
 */
export function BoothCheckScreen({ booth, clock, test = false, onBack, onDone }: BoothCheckProps) {
  const { step, begin, record, answer } = useBoothCheck(test);
  const place = { booth, clock, title: test ? m.test_title() : m.check_title() };
  const main = (words: string, act: () => void) => (
    <Button kind="main" onPress={act}>
      {words}
    </Button>
  );
  const notNow = <Button onPress={onBack}>{m.not_now()}</Button>;
  switch (step.name) {
    case 'ready':
      return (
        <KioskPage {...place} other={notNow} main={main(m.check_start(), begin)}>
          <p class="lead">{test ? m.check_test_words() : m.check_words()}</p>
          <p>{m.check_capture()}</p>
        </KioskPage>
      );
    case 'working':
    case 'recording':
      return (
        <KioskPage {...place}>
          <Working what={step.name === 'working' ? m.check_working() : m.test_recording()} />
        </KioskPage>
      );
    case 'say':
      return (
        <KioskPage {...place} other={notNow} main={main(m.test_record(), record)}>
          <p class="lead">{m.check_say()}</p>
          <p>{m.check_say_words()}</p>
        </KioskPage>
      );
    case 'heard?':
    case 'heard-myself?':
      return (
        <KioskPage {...place}>
          <p class="lead" role="status">
            {step.name === 'heard?' ? m.check_tone() : m.check_voice()}
          </p>
          {step.name === 'heard-myself?' && <Playback src={step.recorded} />}
          <div class="quick">
            <Button onPress={() => answer(true)}>{m.test_heard()}</Button>
            <Button onPress={() => answer(false)}>{m.test_not_heard()}</Button>
          </div>
        </KioskPage>
      );
    case 'found': {
      const { faults } = step;
      const goOn = faults.length > 0 ? m.check_go_on() : m.go_on();
      return (
        <KioskPage
          {...place}
          other={(test || faults.length > 0) && <Button onPress={begin}>{m.test_again()}</Button>}
          main={main(test ? m.finish() : goOn, onDone)}
        >
          <BoothFound faults={faults} test={test} />
        </KioskPage>
      );
    }
  }
}

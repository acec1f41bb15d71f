import { Check } from '../device-test/Check.js';
import { reportText } from '../device-test/check-words.js';
import { checkStates } from '../device-test/device-checks.js';
import { Heard } from '../device-test/Heard.js';
import { OwnPicture } from '../device-test/OwnPicture.js';
import { useDeviceTest } from '../device-test/use-device-test.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Notice } from '../ui/Notice.js';
import { Page } from '../ui/Page.js';
import type { Frame } from './JoinScreen.js';
import { saveFile } from '../ui/save-file.js';

interface DeviceTestScreenProps {
  frame: Frame;
  onBack: () => void;
}

/** Be ready before the call. Nothing starts before the click; leaving ends all of it. */
export function DeviceTestScreen({ frame, onBack }: DeviceTestScreenProps) {
  const test = useDeviceTest();
  const { facts, stream } = test;
  const states = checkStates(facts);
  const begun = facts.capture !== 'not-yet';
  const save = () => {
    const at = new Date().toISOString();
    saveFile(`device-test-${at.slice(0, 10)}.txt`, reportText(states, facts, { at, browser: navigator.userAgent }));
  };
  const check = (name: keyof typeof states) => ({ name, state: states[name], facts });
  return (
    <Page
      {...frame}
      title={m.test_title()}
      main={
        <Button kind="main" onPress={begun ? save : test.begin}>
          {begun ? m.test_save() : m.test_start()}
        </Button>
      }
    >
      <div class="stack-wide">
        {facts.capture === 'refused' && (
          <Notice kind="bad" title={m.test_refused()} code={m.code_line({ code: 'devices-refused' })}>
            <p>{m.test_refused_words()}</p>
          </Notice>
        )}
        {!begun && <p>{m.test_words()}</p>}
        <ul class="checks">
          <Check {...check('browser')}>
            <p class="small">{m.test_browsers()}</p>
          </Check>
          <Check {...check('network')}>
            <p class="small">{m.test_network_not_tested()}</p>
          </Check>
          <Check {...check('camera')}>
            {facts.capture === 'runs' && stream && <OwnPicture stream={stream} onCame={test.pictureCame} />}
          </Check>
          <Check {...check('microphone')}>
            {facts.capture === 'runs' && (
              <>
                <meter class="level" min={0} max={0.3} value={Math.min(test.level, 0.3)} aria-label={m.test_level()} />
                <div class="row">
                  <Button off={test.recording} onPress={test.record}>
                    {test.recording ? m.test_recording() : m.test_record()}
                  </Button>
                </div>
                {test.recorded && (
                  <>
                    <audio controls autoPlay src={test.recorded} aria-label={m.test_recorded()} />
                    <p class="small">{m.test_recorded_words()}</p>
                    <Heard onAnswer={(heard) => test.answer('heardMyself', heard)} />
                  </>
                )}
              </>
            )}
          </Check>
          <Check {...check('speaker')}>
            {begun && (
              <div class="row">
                <Button onPress={test.playTone}>{m.test_play_tone()}</Button>
                {test.tonePlayed && <Heard onAnswer={(heard) => test.answer('heardTone', heard)} />}
              </div>
            )}
          </Check>
        </ul>
        <p>{m.test_other_way()}</p>
        <div class="row">
          {begun && <Button onPress={test.begin}>{m.test_again()}</Button>}
          <Button onPress={onBack}>{m.back_to_sessions()}</Button>
        </div>
      </div>
    </Page>
  );
}

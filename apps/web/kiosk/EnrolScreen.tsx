import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { KioskPage } from '../ui/KioskPage.js';
import { enrolDevice } from './device-key.js';

/** Once in the life of a device: the operator types the code made for one booth. */
export function EnrolScreen({ clock, onDone }: { clock: ComponentChildren; onDone: () => void }) {
  const [code, setCode] = useState('');
  const enrol = useAction(async () => {
    await enrolDevice(code.trim());
    onDone();
  });
  const go = () => code.trim().length >= 8 && enrol.run();
  return (
    <KioskPage
      booth={undefined}
      clock={clock}
      title={m.enrol_title()}
      main={
        <Button kind="main" onPress={go} off={enrol.running || code.trim().length < 8}>
          {m.enrol()}
        </Button>
      }
    >
      <form
        class="form stack-wide"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <p>{m.enrol_words()}</p>
        {enrol.failure && <Failed failure={enrol.failure} />}
        <Field label={m.enrol_code()} value={code} onInput={setCode} maxLength={40} />
      </form>
    </KioskPage>
  );
}

import { KioskCode } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';

/** The operator makes a code that turns a device into the kiosk of a booth. It is shown here, once. */
export function KioskCodes() {
  const [booth, setBooth] = useState('');
  const [made, setMade] = useState<KioskCode>();
  const make = useAction(async () => {
    setMade(await ask(KioskCode, 'POST', '/api/desk/kiosk-codes', { booth: booth.trim() }));
    setBooth('');
  });
  const off = make.running || booth.trim() === '';
  return (
    <form
      class="form stack"
      aria-label={m.kiosk_code_make()}
      onSubmit={(event) => {
        event.preventDefault();
        if (!off) make.run();
      }}
    >
      <h3>{m.kiosk_code_make()}</h3>
      {make.failure && <Failed failure={make.failure} />}
      <Field label={m.kiosk_code_booth()} value={booth} onInput={setBooth} maxLength={16} />
      <Button onPress={() => make.run()} off={off}>
        {m.kiosk_code_go()}
      </Button>
      {made && (
        <Dialog title={m.kiosk_code_title({ booth: made.booth })} onClose={() => setMade(undefined)}>
          <p>{m.kiosk_code_words()}</p>
          <p class="big-code">{made.code}</p>
        </Dialog>
      )}
    </form>
  );
}

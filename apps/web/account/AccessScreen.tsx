import { AccessShown } from '#protocol';
import { useState } from 'preact/hooks';
import { ask, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { Page } from '../ui/Page.js';
import { ChoosePassword } from './ChoosePassword.js';

interface AccessScreenProps {
  place: string;
  help: string;
  /** Signed in, or gone back to the sign-in. */
  onDone: () => void;
}

/** The code of an opened link; it is taken out of the address, so that it stays in no history. */
function codeOfLink(): string {
  const code = location.hash.split('=')[1] ?? '';
  if (code !== '') history.replaceState(null, '', '#access');
  return decodeURIComponent(code);
}

/** With a code from the desk: see whose account it is, choose the password, be signed in. */
export function AccessScreen({ place, help, onDone }: AccessScreenProps) {
  const [code, setCode] = useState(codeOfLink);
  const [shown, setShown] = useState<AccessShown>();
  const look = useAction(async () => setShown(await ask(AccessShown, 'POST', '/api/access/look', { code })));
  const leave = () => {
    location.hash = '';
    onDone();
  };
  const use = useAction(async (password: string) => {
    if (!shown) return;
    await send('POST', '/api/access/use', { code, password });
    // Where this does not work the person signs in by hand, with the password just chosen.
    await send('POST', '/api/sign-in', { username: shown.username, password }).catch(() => undefined);
    leave();
  });
  return (
    <Page place={place} title={shown ? m.access_choose() : m.access_enter()} help={help}>
      {shown ? (
        <ChoosePassword shown={shown} failure={use.failure} running={use.running} onChosen={use.run} />
      ) : (
        <form
          class="form stack-wide"
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== '') look.run();
          }}
        >
          {look.failure && <Failed failure={look.failure} />}
          <Field
            label={m.access_code()}
            value={code}
            onInput={setCode}
            hint={m.access_code_words()}
            autocomplete="one-time-code"
            maxLength={40}
          />
          <div class="row">
            <Button kind="main" submit off={code.trim() === '' || look.running}>
              {m.access_go_on()}
            </Button>
            <Button onPress={leave}>{m.access_to_sign_in()}</Button>
          </div>
        </form>
      )}
    </Page>
  );
}

import { useState } from 'preact/hooks';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { Button } from './Button.js';
import { Failed } from './Failed.js';
import { Field } from './Field.js';

/** A wrong sign-in says nothing about which part was wrong; the name stays typed. */
export function SignInForm({
  username: known = '',
  onDone,
}: {
  username?: string;
  onDone: () => void | Promise<void>;
}) {
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const signIn = useAction(async () => {
    await send('POST', '/api/sign-in', { username: username.trim(), password });
    await onDone();
  });
  const ready = username.trim() !== '' && password !== '';
  return (
    <form
      class="form stack-wide"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) signIn.run();
      }}
    >
      {signIn.failure && <Failed failure={signIn.failure} />}
      <Field label={m.account_name()} value={username} onInput={setUsername} autocomplete="username" maxLength={64} />
      <Field
        label={m.password()}
        value={password}
        onInput={setPassword}
        type="password"
        autocomplete="current-password"
        maxLength={256}
      />
      <Button kind="main" submit off={signIn.running}>
        {signIn.running ? m.signing_in() : m.sign_in()}
      </Button>
    </form>
  );
}

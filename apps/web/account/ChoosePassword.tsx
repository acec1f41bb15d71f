import type { AccessShown } from '#protocol';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../api/call-api.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';

/** Characters; the server refuses less. */
const SHORTEST = 12;

interface ChoosePasswordProps {
  shown: AccessShown;
  failure: ApiFailure | undefined;
  running: boolean;
  onChosen: (password: string) => void;
}

/** A password, twice; what is wrong stands at the field, and both stay typed. */
export function ChoosePassword({ shown, failure, running, onChosen }: ChoosePasswordProps) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const short = password.length < SHORTEST;
  const differs = password !== again;
  const own = failure?.field === 'password' ? failureWords(failure.code) : undefined;
  return (
    <form
      class="form stack-wide"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!short && !differs && !running) onChosen(password);
      }}
    >
      <p>
        {m.access_for()} <strong>{shown.name}</strong>
        <br />
        {m.account_name()}: <strong>{shown.username}</strong>
      </p>
      {failure && !own && <Failed failure={failure} />}
      <input
        class="unseen"
        type="text"
        autocomplete="username"
        value={shown.username}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <Field
        label={m.password_new()}
        value={password}
        onInput={setPassword}
        type="password"
        autocomplete="new-password"
        hint={m.password_words({ count: SHORTEST })}
        problem={tried && short ? m.password_short({ count: SHORTEST }) : own}
        maxLength={256}
      />
      <Field
        label={m.password_again()}
        value={again}
        onInput={setAgain}
        type="password"
        autocomplete="new-password"
        problem={tried && !short && differs ? m.password_differs() : undefined}
        maxLength={256}
      />
      <Button kind="main" submit off={running}>
        {m.password_set()}
      </Button>
    </form>
  );
}

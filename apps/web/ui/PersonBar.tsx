import { send } from '../api/call-api.js';
import { m } from '../generated/texts/messages.js';
import { Button } from './Button.js';

/** Who is signed in here, which leads to the own account, and the way out. */
export function PersonBar({ name, onOut }: { name: string; onOut: () => void }) {
  return (
    <>
      <a class="small person-link" href="#account">
        {m.signed_in_as({ name })}
      </a>
      <Button onPress={() => void send('POST', '/api/sign-out').then(onOut, onOut)}>{m.sign_out()}</Button>
    </>
  );
}

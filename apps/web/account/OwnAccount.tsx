import { OwnAccount as Own } from '#protocol';
import { useState } from 'preact/hooks';
import { ask, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Working } from '../ui/Working.js';
import { SignInList } from './SignInList.js';

interface OwnAccountProps {
  zone: string;
  /** Nobody is signed in here any more. */
  onOut: () => void;
}

/** The own account: where it is signed in, and the way out of one or all of these. */
export function OwnAccount({ zone, onOut }: OwnAccountProps) {
  const own = useAnswer(() => ask(Own, 'GET', '/api/account'), 30_000, []);
  const [asking, setAsking] = useState(false);
  const endOne = useAction(async (id: string) => {
    await send('POST', `/api/account/sign-ins/${encodeURIComponent(id)}/end`);
    own.again();
  });
  const everywhere = useAction(async () => {
    await send('POST', '/api/account/sign-out-everywhere');
    location.hash = '';
    onOut();
  });
  const { value } = own;
  if (!value) {
    return own.failure ? <Failed failure={own.failure} onAgain={own.again} /> : <Working what={m.account_loading()} />;
  }
  return (
    <section class="stack" aria-labelledby="sign-ins">
      <h2 id="sign-ins">{m.account_sign_ins()}</h2>
      <p>{value.signIns.length > 1 ? m.account_sign_ins_words() : m.account_only_here()}</p>
      {endOne.failure && <Failed failure={endOne.failure} onAgain={own.again} />}
      <SignInList signIns={value.signIns} zone={zone} onEnd={endOne.run} />
      <div class="row">
        <Button kind="danger" onPress={() => setAsking(true)}>
          {m.account_everywhere()}
        </Button>
      </div>
      {asking && (
        <Dialog title={m.account_everywhere()} onClose={() => setAsking(false)}>
          <p>{m.account_everywhere_words()}</p>
          {everywhere.failure && <Failed failure={everywhere.failure} />}
          <Button kind="danger" onPress={everywhere.run} off={everywhere.running}>
            {m.account_everywhere_sure({ count: value.signIns.length })}
          </Button>
        </Dialog>
      )}
    </section>
  );
}

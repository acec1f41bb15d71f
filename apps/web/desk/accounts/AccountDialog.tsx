import { GivenAccess, type Account } from '#protocol';
import { useState } from 'preact/hooks';
import { ask, send } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { accessWords, accountStateWords, roleWords } from '../../text/account-words.js';
import { dayAndClock } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Notice } from '../../ui/Notice.js';

interface AccountDialogProps {
  account: Account;
  zone: string;
  onClose: () => void;
  onDone: (made?: GivenAccess) => void;
}

/** One account: what is known of it and what this officer may do. */
export function AccountDialog({ account, zone, onClose, onDone }: AccountDialogProps) {
  const { id, username, name, role, state, seen, access, may } = account;
  const [identified, setIdentified] = useState(false);
  const reset = useAction(async () => onDone(await ask(GivenAccess, 'POST', `/api/desk/accounts/${id}/access`)));
  const step = useAction(async (path: string) => {
    await send('POST', path);
    onDone();
  });
  const failure = reset.failure ?? step.failure;
  const moment = (at: string) => dayAndClock(at, zone);
  const invitation = state === 'invited';
  return (
    <Dialog title={name} onClose={onClose}>
      <dl class="facts">
        <dt>{m.account_name()}</dt>
        <dd>{username}</dd>
        <dt>{m.account_role()}</dt>
        <dd>{roleWords(role)}</dd>
        <dt>{m.account_state()}</dt>
        <dd>{accountStateWords(state)}</dd>
        {seen && <dt>{m.account_seen()}</dt>}
        {seen && <dd>{moment(seen)}</dd>}
      </dl>
      {failure && <Failed failure={failure} />}
      {access && (
        <Notice kind="unknown" title={accessWords(access)}>
          <p>{m.access_asked_by({ name: access.askedBy, until: moment(access.expires) })}</p>
          {access.may.includes('withdraw') && (
            <Button onPress={() => step.run(`/api/desk/access/${access.id}/withdraw`)} off={step.running}>
              {m.access_withdraw()}
            </Button>
          )}
        </Notice>
      )}
      {may.includes('reset') && (
        <div class="stack">
          <p>{role === 'attorney' ? m.reset_words() : m.reset_words_staff()}</p>
          <label class="tick">
            <input type="checkbox" checked={identified} onChange={() => setIdentified(!identified)} />
            {m.reset_identified()}
          </label>
          <Button kind="main" onPress={reset.run} off={!identified || reset.running}>
            {invitation ? m.invite_again() : m.reset_ask()}
          </Button>
        </div>
      )}
      {may.includes('reactivate') && (
        <Button onPress={() => step.run(`/api/desk/accounts/${id}/reactivate`)} off={step.running}>
          {m.account_reactivate({ name: username })}
        </Button>
      )}
      {may.includes('deactivate') && (
        <div class="apart-below stack">
          <p>{m.account_deactivate_words()}</p>
          <Button kind="danger" onPress={() => step.run(`/api/desk/accounts/${id}/deactivate`)} off={step.running}>
            {m.account_deactivate({ name: username })}
          </Button>
        </div>
      )}
      {may.length === 0 && <p>{m.account_not_yours()}</p>}
    </Dialog>
  );
}

import { AccountName, type AccountList, GivenAccess, type Role } from '#protocol';
import { useState } from 'preact/hooks';
import { ApiFailure, ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { roleWords } from '../../text/account-words.js';
import { failureWords } from '../../text/failure-words.js';
import { LOCALES, OWN_NAMES } from '../../text/locale.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';

interface InviteDialogProps {
  list: AccountList;
  onClose: () => void;
  onDone: (made: GivenAccess) => void;
}

/** Somebody new: the desk names the account, the invited chooses the password. */
export function InviteDialog({ list, onClose, onDone }: InviteDialogProps) {
  const [typed, setTyped] = useState({
    name: '',
    username: '',
    role: (list.invites[0] ?? 'attorney') as string,
    language: 'ru' as string,
    mail: '',
  });
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((was) => ({ ...was, [name]: value })),
  });
  const invite = useAction(async () => {
    const { mail, ...rest } = typed;
    const username = typed.username.trim().toLowerCase();
    if (typed.name.trim() === '') throw new ApiFailure('bad-input', 'name');
    if (!AccountName.safeParse(username).success) throw new ApiFailure('bad-input', 'username');
    const body = { ...rest, username, ...(mail.trim() && { mail: mail.trim() }) };
    onDone(await ask(GivenAccess, 'POST', '/api/desk/accounts', body));
  });
  const { failure } = invite;
  const problem = (name: string) => (failure?.field === name ? failureWords(failure.code) : undefined);
  return (
    <Dialog title={m.account_invite()} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          invite.run();
        }}
      >
        {failure && failure.field === undefined && <Failed failure={failure} />}
        <Field
          label={m.account_label()}
          {...field('name')}
          hint={m.account_label_words()}
          problem={problem('name')}
          maxLength={120}
        />
        <Field
          label={m.account_name()}
          {...field('username')}
          hint={m.account_name_words()}
          problem={problem('username')}
          maxLength={64}
        />
        {list.invites.length > 1 && (
          <Field
            label={m.account_role()}
            {...field('role')}
            options={list.invites.map((role: Role) => ({ value: role, label: roleWords(role) }))}
          />
        )}
        <Field
          label={m.language()}
          {...field('language')}
          options={LOCALES.map((value) => ({ value, label: OWN_NAMES[value] }))}
        />
        {list.mail && <Field label={m.account_mail()} {...field('mail')} problem={problem('mail')} maxLength={254} />}
        <p>{typed.role === 'attorney' || typed.role === 'interpreter' ? m.invite_words() : m.invite_words_staff()}</p>
        <Button kind="main" submit off={invite.running}>
          {m.account_invite()}
        </Button>
      </form>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Field } from '../../ui/Field.js';
import type { CourtProps } from '../court-props.js';

/** Above all else: somebody in court cannot hear. Going on is a decision with a reason, which is entered. */
export function CannotHear({ court: { view, actions } }: { court: CourtProps }) {
  const [asked, ask] = useState<number>();
  const [reason, setReason] = useState('');
  const deaf = view.people.filter(({ cannotHear }) => cannotHear);
  const person = deaf.find(({ seat }) => seat === asked);
  return (
    <div role="alert" class="court-deaf-list">
      {deaf.map(({ seat, name, role, signLanguage }) => (
        <div key={seat} class="court-deaf">
          <p>
            <span aria-hidden="true">✕ </span>
            {m.court_deaf({ name, role: courtRoleWords(role, signLanguage) })}
          </p>
          <Button onPress={() => ask(seat)}>{m.court_go_on()}</Button>
        </div>
      ))}
      {person && (
        <Dialog title={m.court_go_on_title({ name: person.name })} onClose={() => ask(undefined)}>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (reason.trim() === '') return;
              actions.say({ type: 'go-on', seat: person.seat, reason: reason.trim() });
              setReason('');
              ask(undefined);
            }}
          >
            <p>{m.court_go_on_words()}</p>
            <Field label={m.court_reason()} value={reason} onInput={setReason} maxLength={500} />
            <Button kind="danger" submit off={reason.trim() === ''}>
              {m.court_go_on_yes({ name: person.name })}
            </Button>
          </form>
        </Dialog>
      )}
    </div>
  );
}

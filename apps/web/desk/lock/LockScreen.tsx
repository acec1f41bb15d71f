import { DeskBells, Me } from '#protocol';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { bellWords } from '../../text/bell-words.js';
import { clock } from '../../text/moments.js';
import { LanguageSwitch } from '../../ui/LanguageSwitch.js';
import { Notice } from '../../ui/Notice.js';
import { SignInForm } from '../../ui/SignInForm.js';
import { useBellSound } from '../use-bell-sound.js';

interface LockScreenProps {
  person: NonNullable<Me['person']>;
  minutes: number;
  zone: string;
  onSame: () => void;
}

/** Escape reaches nothing while locked: neither this dialog nor the one under it, with what was typed. */
const keepEscape = (event: KeyboardEvent): void => {
  if (event.key === 'Escape') event.preventDefault();
};

/** Covers the desk and everything opened on it; shows running bells, which name a booth and nobody. */
export function LockScreen({ person, minutes, zone, onSame }: LockScreenProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  const bells = useAnswer(() => ask(DeskBells, 'GET', '/api/desk/bells'), 5000, []);
  useBellSound((bells.value?.bells.length ?? 0) > 0);
  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    addEventListener('keydown', keepEscape, true);
    return () => {
      removeEventListener('keydown', keepEscape, true);
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const back = async () => {
    const { person: now } = await ask(Me, 'GET', '/api/me');
    // Somebody else begins afresh: what was typed is not theirs.
    if (now?.id === person.id) onSame();
    else location.reload();
  };
  return (
    <dialog
      ref={element}
      class="lock"
      aria-labelledby={id}
      onCancel={(event) => event.preventDefault()}
      // Whatever else closes it.
      onClose={() => element.current?.isConnected && element.current.showModal()}
    >
      <div class="lock-body stack-wide">
        <div class="row apart">
          <h2 id={id}>{m.lock_title()}</h2>
          <LanguageSwitch />
        </div>
        <div role="alert" class="stack">
          {bells.value?.bells.map(({ id: bell, booth, problem, since, escalated }) => (
            <Notice
              key={bell}
              kind={escalated ? 'bad' : 'caution'}
              title={bellWords(problem, { booth, time: clock(since, zone) })}
            />
          ))}
        </div>
        <p>{m.lock_words({ minutes, name: person.name })}</p>
        <SignInForm username={person.username} onDone={back} />
      </div>
    </dialog>
  );
}

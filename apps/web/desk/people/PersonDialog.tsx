import type { RegisteredAttorney, RegisteredDetainee } from '#protocol';
import { useState } from 'preact/hooks';
import { ApiFailure, send } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { WHEREABOUTS, whereaboutsWords } from '../../text/people-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';

interface PersonDialogProps {
  /** Undefined: somebody new. */
  person: RegisteredDetainee | undefined;
  attorneys: readonly RegisteredAttorney[];
  onClose: () => void;
  onChanged: () => void;
}

const NOBODY = { number: '', wing: '', language: 'kk', needs: '', apart: [] as readonly string[], whereabouts: 'here' };

/** One person: what the desk knows, where the person is, who speaks for the person. */
export function PersonDialog({ person, attorneys, onClose, onChanged }: PersonDialogProps) {
  const { apart, ...known } = person ?? NOBODY;
  const [typed, setTyped] = useState({ ...known, apart: apart.join(' '), attorney: '' });
  const path = `/api/desk/register/detainees/${encodeURIComponent(typed.number.trim())}`;
  const field = (name: 'number' | 'wing' | 'language' | 'needs' | 'apart' | 'whereabouts' | 'attorney') => ({
    value: typed[name],
    onInput: (value: string) => setTyped((was) => ({ ...was, [name]: value })),
  });
  const save = useAction(async () => {
    if (typed.number.trim() === '') throw new ApiFailure('bad-input', 'number');
    const { wing, needs } = typed;
    const language = typed.language.trim().toLowerCase();
    await send('PUT', path, { wing, language, needs, apart: typed.apart.split(/\s+/).filter(Boolean) });
    onChanged();
  });
  const moved = useAction(async () => {
    await send('POST', `${path}/whereabouts`, { whereabouts: typed.whereabouts });
    onChanged();
  });
  const tie = useAction(async (remove?: string) => {
    const attorney = remove ?? typed.attorney;
    await send('POST', `/api/desk/register/ties${remove ? '/remove' : ''}`, { attorney, detainee: typed.number });
    onChanged();
  });
  const failure = save.failure ?? moved.failure ?? tie.failure;
  return (
    <Dialog title={person ? m.number_short({ number: person.number }) : m.people_add()} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        {failure && <Failed failure={failure} />}
        {!person && <Field label={m.detainee_number()} {...field('number')} maxLength={32} />}
        <div class="row form-times">
          <Field label={m.wing()} {...field('wing')} maxLength={32} />
          <Field label={m.people_language()} {...field('language')} maxLength={3} />
        </div>
        <Field label={m.people_needs()} hint={m.people_needs_hint()} {...field('needs')} maxLength={200} />
        <Field label={m.people_apart()} hint={m.people_apart_hint()} {...field('apart')} maxLength={2000} />
        <Button kind="main" submit off={save.running}>
          {save.running ? m.saving() : m.people_save()}
        </Button>
      </form>
      {person && (
        <>
          <section class="stack apart-below">
            <Field
              label={m.people_where()}
              hint={m.people_where_hint()}
              {...field('whereabouts')}
              options={WHEREABOUTS.map((value) => ({ value, label: whereaboutsWords(value) }))}
            />
            <Button
              onPress={() => moved.run()}
              off={moved.running || typed.whereabouts === '' || typed.whereabouts === person.whereabouts}
            >
              {m.people_where_save()}
            </Button>
          </section>
          <section class="stack apart-below" aria-label={m.people_attorneys()}>
            <p class="lead">{m.people_attorneys()}</p>
            {person.attorneys.map(({ id, name }) => (
              <div key={id} class="row">
                <span>{name}</span>
                <Button onPress={() => tie.run(id)} off={tie.running}>
                  {m.people_untie({ name })}
                </Button>
              </div>
            ))}
            <Field
              label={m.people_tie()}
              {...field('attorney')}
              options={attorneys
                .filter(({ id }) => !person.attorneys.some((one) => one.id === id))
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button onPress={() => tie.run(undefined)} off={tie.running || typed.attorney === ''}>
              {m.people_tie_save()}
            </Button>
          </section>
        </>
      )}
    </Dialog>
  );
}

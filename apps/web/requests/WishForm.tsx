import type { RefusalCode, RequestWish } from '#protocol';
import { useState } from 'preact/hooks';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { Button } from '../ui/Button.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { emptyWish, type TypedWish, WISH_FIELDS, type WishField, wishOf } from './typed-wish.js';

const FIELD_OF: Partial<Record<RefusalCode | 'unreachable', WishField>> = {
  'detainee-unknown': 'detainee',
  'not-here': 'detainee',
  'no-tie': 'detainee',
  'attorney-unknown': 'attorney',
  'times-wrong': 'to',
};

interface Named {
  id: string;
  name: string;
}

interface WishFormProps {
  detainees: readonly string[];
  /** Who is to come, where that is to be chosen. */
  attorneys?: readonly Named[];
  /** Who may come as well. */
  colleagues?: readonly Named[];
  now: () => number;
  zone: string;
  onSend: (wish: RequestWish, attorney: string) => Promise<void>;
}

const named = (people: readonly Named[]) => people.map(({ id, name }) => ({ value: id, label: name }));

/** Asks for time with an attorney. What was typed stays after a refusal. */
export function WishForm({ detainees, attorneys, colleagues, now, zone, onSend }: WishFormProps) {
  const [typed, setTyped] = useState<TypedWish>(() => emptyWish(now(), zone));
  const [missing, setMissing] = useState<readonly WishField[]>([]);
  const save = useAction(() => onSend(wishOf(typed, now(), zone), typed.attorney));
  const { failure } = save;
  const place = failure && (WISH_FIELDS.find((name) => name === failure.field) ?? FIELD_OF[failure.code]);
  const needed: readonly WishField[] = [
    'detainee',
    ...(attorneys ? (['attorney'] as const) : []),
    'minutes',
    'from',
    'to',
  ];
  const problemOf = (name: WishField): string | undefined => {
    if (missing.includes(name)) return m.field_missing();
    return failure && place === name ? failureWords(failure.code) : undefined;
  };
  const field = (name: WishField) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((was) => ({ ...was, [name]: value })),
    problem: problemOf(name),
  });
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const empty = needed.filter((name) => typed[name].trim() === '');
        setMissing(empty);
        if (empty.length === 0) save.run();
      }}
    >
      {failure && !place && <Failed failure={failure} />}
      <Field
        label={m.detainee_number()}
        {...field('detainee')}
        options={detainees.map((value) => ({ value, label: value }))}
      />
      {attorneys && <Field label={m.attorney()} {...field('attorney')} options={named(attorneys)} />}
      <div class="row form-times">
        <Field label={m.request_window_from()} {...field('from')} type="date" />
        <Field label={m.request_window_to()} {...field('to')} type="date" />
        <Field label={m.request_minutes()} {...field('minutes')} maxLength={6} />
      </div>
      {colleagues && (
        <Field label={m.request_hearing()} hint={m.request_hearing_hint()} {...field('hearing')} type="date" />
      )}
      <Field
        label={m.request_interpreter()}
        hint={m.request_interpreter_hint()}
        {...field('interpreter')}
        maxLength={3}
      />
      {colleagues && colleagues.length > 0 && (
        <Field label={m.request_co_counsel()} {...field('coCounsel')} options={named(colleagues)} />
      )}
      <label class="tick">
        <input
          type="checkbox"
          checked={typed.firstFit}
          onChange={() => setTyped((was) => ({ ...was, firstFit: !was.firstFit }))}
        />
        <span>{m.request_first_fit()}</span>
      </label>
      <Button kind="main" submit off={save.running}>
        {save.running ? m.saving() : m.request_save()}
      </Button>
    </form>
  );
}

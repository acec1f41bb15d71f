import { ConsultationRequest, DeskChoices, type DeskRequestWish, type RefusalCode } from '#protocol';
import { useState } from 'preact/hooks';
import { ApiFailure, ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { dayAfter, dayOf, instantOf } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import type { Shift } from './DeskPage.js';

const NEEDED = ['detainee', 'attorney', 'minutes', 'from', 'to'] as const;
type Name = (typeof NEEDED)[number] | 'interpreter';
type Typed = Record<Name, string> & { firstFit: boolean };

const FIELD_OF: Partial<Record<RefusalCode | 'unreachable', Name>> = {
  'detainee-unknown': 'detainee',
  'not-here': 'detainee',
  'attorney-unknown': 'attorney',
  'no-tie': 'attorney',
  'times-wrong': 'to',
};

/** Whole days of the facility's zone. Throws ApiFailure `times-wrong` or `bad-input` with the field. */
function wishOf(typed: Typed, now: number, zone: string): DeskRequestWish {
  const begins = instantOf(typed.from, '00:00', zone);
  const to = instantOf(dayAfter(typed.to, 1), '00:00', zone);
  const from = begins && new Date(Math.max(Date.parse(begins), now)).toISOString();
  if (!from || !to || from >= to) throw new ApiFailure('times-wrong');
  const minutes = Number(typed.minutes);
  if (!Number.isInteger(minutes) || minutes < 5) throw new ApiFailure('bad-input', 'minutes');
  const { detainee, attorney, firstFit } = typed;
  const interpreter = typed.interpreter.trim().toLowerCase();
  return { detainee, attorney, from, to, minutes, firstFit, ...(interpreter && { interpreter }) };
}

/** The desk asks for somebody, for example by telephone. What was typed stays after a refusal. */
export function RequestForm({ shift, onClose, onSaved }: { shift: Shift; onClose: () => void; onSaved: () => void }) {
  const { zone } = shift.facility;
  const choices = useAnswer(() => ask(DeskChoices, 'GET', '/api/desk/choices'), 0, []);
  const [typed, setTyped] = useState<Typed>(() => {
    const today = dayOf(shift.clock.now(), zone);
    const window = { from: today, to: dayAfter(today, 7) };
    return { detainee: '', attorney: '', minutes: '60', ...window, interpreter: '', firstFit: false };
  });
  const [missing, setMissing] = useState<readonly Name[]>([]);
  const save = useAction(async () => {
    await ask(ConsultationRequest, 'POST', '/api/desk/requests', wishOf(typed, shift.clock.now(), zone));
    onSaved();
  });
  const { failure } = save;
  const names = [...NEEDED, 'interpreter'] as const;
  const place = failure && (names.find((name) => name === failure.field) ?? FIELD_OF[failure.code]);
  const field = (name: Name) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((was) => ({ ...was, [name]: value })),
    problem: missing.includes(name)
      ? m.field_missing()
      : failure && place === name
        ? failureWords(failure.code)
        : undefined,
  });
  return (
    <Dialog title={m.request_new_title()} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const empty = NEEDED.filter((name) => typed[name].trim() === '');
          setMissing(empty);
          if (empty.length === 0) save.run();
        }}
      >
        {failure && !place && <Failed failure={failure} />}
        {choices.failure && <Failed failure={choices.failure} onAgain={choices.again} />}
        <Field
          label={m.detainee_number()}
          {...field('detainee')}
          options={(choices.value?.detainees ?? []).map((value) => ({ value, label: value }))}
        />
        <Field
          label={m.attorney()}
          {...field('attorney')}
          options={(choices.value?.attorneys ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div class="row form-times">
          <Field label={m.request_window_from()} {...field('from')} type="date" />
          <Field label={m.request_window_to()} {...field('to')} type="date" />
          <Field label={m.request_minutes()} {...field('minutes')} maxLength={6} />
        </div>
        <Field
          label={m.request_interpreter()}
          hint={m.request_interpreter_hint()}
          {...field('interpreter')}
          maxLength={3}
        />
        <label class="check">
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
    </Dialog>
  );
}

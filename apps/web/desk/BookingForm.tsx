import { DeskBooking, DeskChoices, type RefusalCode } from '#protocol';
import { useState } from 'preact/hooks';
import { ApiFailure, ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { clockTime, dayWords, instantOf } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';

const list = (values: readonly string[] = []) => values.map((value) => ({ value, label: value }));

interface BookingFormProps {
  date: string;
  zone: string;
  onClose: () => void;
  onBooked: (booking: DeskBooking) => void;
}

const FIELDS = ['detainee', 'attorney', 'booth', 'date', 'from', 'to'] as const;
type FieldName = (typeof FIELDS)[number];

const FIELD_OF: Partial<Record<RefusalCode | 'unreachable', FieldName>> = {
  'booth-taken': 'booth',
  'booth-unknown': 'booth',
  'detainee-taken': 'detainee',
  'detainee-unknown': 'detainee',
  'attorney-taken': 'attorney',
  'attorney-unknown': 'attorney',
  'times-wrong': 'to',
};

/** A refusal stands beside the field it concerns; what was typed stays. */
export function BookingForm({ date, zone, onClose, onBooked }: BookingFormProps) {
  const choices = useAnswer(() => ask(DeskChoices, 'GET', '/api/desk/choices'), 0, []);
  const [typed, setTyped] = useState<Record<FieldName, string>>({
    detainee: '',
    attorney: '',
    booth: '',
    date,
    from: '',
    to: '',
  });
  const [missing, setMissing] = useState<readonly FieldName[]>([]);
  const book = useAction(async () => {
    const from = instantOf(typed.date, clockTime(typed.from), zone);
    const to = instantOf(typed.date, clockTime(typed.to), zone);
    if (!from || !to || from >= to) throw new ApiFailure('times-wrong');
    const { booth, detainee, attorney } = typed;
    onBooked(
      await ask(DeskBooking, 'POST', '/api/desk/bookings', { booth, detainee: detainee.trim(), attorney, from, to }),
    );
  });
  const { failure } = book;
  const place = failure && (FIELDS.find((name) => name === failure.field) ?? FIELD_OF[failure.code]);
  const field = (name: FieldName) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    problem: missing.includes(name)
      ? m.field_missing()
      : failure && place === name
        ? failureWords(failure.code)
        : undefined,
  });
  return (
    <Dialog title={m.book_title()} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const empty = FIELDS.filter((name) => typed[name].trim() === '');
          setMissing(empty);
          if (empty.length === 0) book.run();
        }}
      >
        {failure && !place && <Failed failure={failure} />}
        {choices.failure && <Failed failure={choices.failure} onAgain={choices.again} />}
        <Field label={m.detainee_number()} {...field('detainee')} options={list(choices.value?.detainees)} />
        <Field
          label={m.attorney()}
          {...field('attorney')}
          options={(choices.value?.attorneys ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Field label={m.booth()} {...field('booth')} options={list(choices.value?.booths)} />
        <p class="small">{m.times_hint({ day: dayWords(typed.date) })}</p>
        <div class="row form-times">
          <Field label={m.date()} {...field('date')} type="date" />
          <Field label={m.from()} {...field('from')} maxLength={5} placeholder="10:30" />
          <Field label={m.to()} {...field('to')} maxLength={5} placeholder="11:00" />
        </div>
        <Button kind="main" submit off={book.running}>
          {book.running ? m.saving() : m.save_booking()}
        </Button>
      </form>
    </Dialog>
  );
}

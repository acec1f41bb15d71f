import { type BoothSlot, DeskBooking, DeskChoices } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { clock, dayWords } from '../text/moments.js';
import { Alternatives } from '../ui/Alternatives.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { Notice } from '../ui/Notice.js';
import { BookingChanges } from './BookingChanges.js';
import { LineAdvice } from './LineAdvice.js';
import {
  bookingTyped,
  changedFields,
  concerned,
  type FieldName,
  FIELDS,
  missingFields,
  slotTyped,
  type TypedBooking,
  wishOf,
} from './booking-fields.js';

interface BookingFormProps {
  date: string;
  zone: string;
  /** The booking that is changed; a new one without it. */
  booking?: DeskBooking;
  onClose: () => void;
  onSaved: (booking: DeskBooking) => void;
}

type Named = DeskChoices['attorneys'];
const named = (people: Named) => people.map(({ id, name }) => ({ value: id, label: name }));
/** Until the choices are there: whom the booking has. */
const known = (...people: (Named[number] | undefined)[]): Named => people.filter((one) => one !== undefined);
const plain = (values: readonly string[]) => [...new Set(values)].map((value) => ({ value, label: value }));

/** Books, or changes a booking. A refusal stands beside the field it concerns; what was typed stays. */
export function BookingForm({ date, zone, booking, onClose, onSaved }: BookingFormProps) {
  const choices = useAnswer(() => ask(DeskChoices, 'GET', '/api/desk/choices'), 0, []);
  const before = booking && bookingTyped(booking, zone);
  const [typed, setTyped] = useState<TypedBooking>(
    before ?? {
      detainee: '',
      attorney: '',
      coCounsel: '',
      interpreter: '',
      booth: '',
      date,
      from: '',
      to: '',
      soundOnly: '',
    },
  );
  const [missing, setMissing] = useState<readonly FieldName[]>([]);
  const save = useAction(async () => {
    const path = booking ? `/api/desk/bookings/${booking.id}/amend` : '/api/desk/bookings';
    onSaved(await ask(DeskBooking, 'POST', path, wishOf(typed, zone)));
  });
  const { failure } = save;
  const place = failure && concerned(failure);
  const field = (name: FieldName) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((was) => ({ ...was, [name]: value })),
    problem: missing.includes(name)
      ? m.field_missing()
      : failure && place === name
        ? failureWords(failure.code)
        : undefined,
  });
  const choose = (slot: BoothSlot) => {
    setTyped((was) => ({ ...was, ...slotTyped(slot, zone) }));
    save.clear();
  };
  const attorneys = choices.value?.attorneys ?? known(booking?.attorney, booking?.coCounsel);
  const interpreters = choices.value?.interpreters ?? known(booking?.interpreter);
  const changed = before ? changedFields(before, typed) : FIELDS;
  const title = booking ? m.amend_title({ time: clock(booking.from, zone), booth: booking.booth }) : m.book_title();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const empty = missingFields(typed);
          setMissing(empty);
          if (empty.length === 0 && changed.length > 0) save.run();
        }}
      >
        {failure && !place && <Failed failure={failure} />}
        {choices.failure && <Failed failure={choices.failure} onAgain={choices.again} />}
        {failure && <Alternatives slots={failure.alternatives} zone={zone} onChoose={choose} />}
        <Field
          label={m.detainee_number()}
          {...field('detainee')}
          options={plain([...(choices.value?.detainees ?? []), ...(booking ? [booking.detainee] : [])])}
        />
        <Field label={m.attorney()} {...field('attorney')} options={named(attorneys)} />
        <div class="row form-times">
          <Field
            label={m.co_counsel()}
            {...field('coCounsel')}
            options={named(attorneys.filter(({ id }) => id !== typed.attorney))}
            placeholder={m.nobody()}
          />
          <Field
            label={m.interpreter()}
            {...field('interpreter')}
            options={named(interpreters)}
            placeholder={m.nobody()}
          />
        </div>
        <Field
          label={m.booth()}
          {...field('booth')}
          options={plain([...(choices.value?.booths ?? []), ...(booking ? [booking.booth] : [])])}
        />
        <p class="small">{m.times_hint({ day: dayWords(typed.date) })}</p>
        <div class="row form-times">
          <Field label={m.date()} {...field('date')} type="date" />
          <Field label={m.from()} {...field('from')} maxLength={5} placeholder="10:30" />
          <Field label={m.to()} {...field('to')} maxLength={5} placeholder="11:00" />
        </div>
        {before && (
          <BookingChanges before={before} typed={typed} fields={changed} people={[...attorneys, ...interpreters]} />
        )}
        {typed.soundOnly === 'yes' && (
          <Notice kind="caution" title={m.sound_only()}>
            <p>{m.sound_only_words()}</p>
            <Button onPress={() => field('soundOnly').onInput('')}>{m.sound_only_not()}</Button>
          </Notice>
        )}
        {!failure && (
          <LineAdvice
            typed={typed}
            zone={zone}
            booking={booking?.id}
            onChoose={choose}
            onSoundOnly={() => field('soundOnly').onInput('yes')}
          />
        )}
        <Button kind="main" submit off={save.running || changed.length === 0}>
          {save.running ? m.saving() : booking ? m.save_change() : m.save_booking()}
        </Button>
      </form>
    </Dialog>
  );
}

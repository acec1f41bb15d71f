import type { BoothsPlan } from '#protocol';
import { useState } from 'preact/hooks';
import { send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { CALENDAR_NAMES } from '../text/calendar-names.js';
import { failureWords } from '../text/failure-words.js';
import { currentLocale } from '../text/locale.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';
import { hoursWishOf, typedHours } from './hours-typed.js';

interface HoursDialogProps {
  booth: BoothsPlan['booths'][number];
  /** The first day that can still be changed. */
  today: string;
  onClose: () => void;
  onSaved: () => void;
}

/** From which day on a booth opens when; what is before that day stays as it was. */
export function HoursDialog({ booth, today, onClose, onSaved }: HoursDialogProps) {
  const [typed, setTyped] = useState(() => typedHours(booth.hours, today));
  const save = useAction(async () => {
    await send('PUT', `/api/desk/booths/${encodeURIComponent(booth.number)}/hours`, hoursWishOf(typed));
    onSaved();
  });
  const { failure } = save;
  const placed = failure && ['day-wrong', 'times-wrong'].includes(failure.code) && failure.field !== 'hours';
  const beside = (field: string, words: () => string) => (placed && failure.field === field ? words() : undefined);
  const days = typed.days.map((text, index) => ({
    text,
    index,
    name: CALENDAR_NAMES[currentLocale()].weekdays[index] ?? '',
  }));
  const set = (at: number, text: string) =>
    setTyped((was) => ({ ...was, days: was.days.map((one, index) => (index === at ? text : one)) }));
  const sameAsMonday = () => setTyped((was) => ({ ...was, days: was.days.map(() => was.days[0] ?? '') }));
  return (
    <Dialog title={m.hours_title({ booth: booth.number })} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        {failure && !placed && <Failed failure={failure} />}
        <Field
          label={m.hours_effective()}
          hint={m.hours_effective_hint()}
          type="date"
          value={typed.effective}
          onInput={(effective) => setTyped((was) => ({ ...was, effective }))}
          problem={beside('effective', () => failureWords('day-wrong'))}
        />
        <p class="small">{m.hours_hint()}</p>
        <div class="week">
          {days.map(({ text, index, name }) => (
            <Field
              key={index}
              label={name}
              value={text}
              onInput={(value) => set(index, value)}
              placeholder={m.hours_closed()}
              problem={beside(String(index + 1), m.hours_wrong)}
            />
          ))}
        </div>
        <div class="row">
          <Button kind="main" submit off={save.running}>
            {m.hours_save({ booth: booth.number })}
          </Button>
          <Button onPress={sameAsMonday}>{m.hours_same()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import { ApiFailure, send } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { failureWords } from '../text/failure-words.js';
import { dayWords } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Empty } from '../ui/Empty.js';
import { Failed } from '../ui/Failed.js';
import { Field } from '../ui/Field.js';

interface HolidaysProps {
  /** `2026-12-16`, in order. */
  days: readonly string[];
  onChanged: () => void;
}

const withYear = (day: string): string => m.holiday_day_words({ day: dayWords(day), year: day.slice(0, 4) });

/** The days on which no working time runs, and the way to add one. */
export function Holidays({ days, onChanged }: HolidaysProps) {
  const [typed, type] = useState('');
  const add = useAction(async () => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) throw new ApiFailure('day-wrong', 'day');
    await send('PUT', `/api/desk/holidays/${typed}`);
    type('');
    onChanged();
  });
  const remove = useAction(async (day: string) => {
    await send('DELETE', `/api/desk/holidays/${day}`);
    onChanged();
  });
  const wrong = add.failure?.code === 'day-wrong';
  return (
    <div class="stack holidays">
      <h2>{m.holidays_title()}</h2>
      <p class="small">{m.holidays_words()}</p>
      {remove.failure && <Failed failure={remove.failure} />}
      {days.length === 0 ? (
        <Empty title={m.holidays_none()} />
      ) : (
        <DataTable
          caption={m.holidays_title()}
          columns={[m.holiday_day(), m.column_action()]}
          rows={days.map((day) => ({
            key: day,
            cells: [
              withYear(day),
              <Button key="remove" onPress={() => remove.run(day)} off={remove.running}>
                {m.holiday_remove()}
                <span class="unseen"> {withYear(day)}</span>
              </Button>,
            ],
          }))}
        />
      )}
      <form
        class="stack form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add.run();
        }}
      >
        {add.failure && !wrong && <Failed failure={add.failure} />}
        <Field
          label={m.holiday_new()}
          type="date"
          value={typed}
          onInput={type}
          problem={wrong ? failureWords('day-wrong') : undefined}
        />
        <div class="row">
          <Button submit off={add.running}>
            {m.holiday_add()}
          </Button>
        </div>
      </form>
    </div>
  );
}

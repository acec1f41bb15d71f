import { CourtChoices, HearingRow } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { failureWords } from '../../text/failure-words.js';
import { dayOf, dayWords } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { ClerkPage, type ClerkShift } from './ClerkPage.js';
import { InvitedPerson } from './InvitedPerson.js';
import { hearingWish, personAdded, personChanged, personGone, usualHearing } from './schedule-typed.js';

/** One hearing in one form. A refusal stands beside what it concerns; what was typed stays. */
export function ScheduleScreen({ shift, onSaved }: { shift: ClerkShift; onSaved: (hearing: HearingRow) => void }) {
  const { zone } = shift.facility;
  const [typed, setTyped] = useState(() => usualHearing(dayOf(Date.now(), zone)));
  // Without it a hearing is scheduled all the same: everybody then comes by a link.
  const choices = useAnswer(() => ask(CourtChoices, 'GET', '/api/court/hearings/choices'), 0, []);
  const save = useAction(async () => {
    onSaved(await ask(HearingRow, 'POST', '/api/court/hearings', hearingWish(typed, zone)));
  });
  const { failure } = save;
  const fields = [
    'caseNumber',
    'courtroom',
    'from',
    'to',
    ...typed.people.flatMap(({ key }) =>
      ['name', 'role', 'detainee', 'booth', 'counsel', 'before', 'after', 'boothBefore', 'boothAfter'].map(
        (name) => `${name} ${key}`,
      ),
    ),
  ];
  const problem = (name: string) =>
    failure?.field === name
      ? failure.code === 'bad-input'
        ? m.field_missing()
        : failureWords(failure.code)
      : undefined;
  const field = (name: 'caseNumber' | 'courtroom' | 'day' | 'from' | 'to') => ({
    value: typed[name],
    onInput: (value: string) => setTyped((was) => ({ ...was, [name]: value })),
    problem: problem(name),
  });
  return (
    <ClerkPage
      shift={shift}
      title={m.court_schedule_title()}
      main={
        <Button kind="main" off={save.running} onPress={() => save.run()}>
          {save.running ? m.saving() : m.court_schedule_save()}
        </Button>
      }
    >
      <form
        class="stack-wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        {failure && !fields.includes(failure.field ?? '') && <Failed failure={failure} />}
        <div class="row form-times court-head-fields">
          <Field label={m.court_case()} {...field('caseNumber')} maxLength={60} />
          <Field label={m.court_courtroom()} {...field('courtroom')} maxLength={60} />
        </div>
        <p class="small">{m.times_hint({ day: dayWords(typed.day) })}</p>
        <div class="row form-times">
          <Field label={m.date()} {...field('day')} type="date" />
          <Field label={m.from()} {...field('from')} maxLength={5} placeholder="10:30" />
          <Field label={m.to()} {...field('to')} maxLength={5} placeholder="12:00" />
        </div>
        <h2>{m.court_people()}</h2>
        <p>{m.court_people_words()}</p>
        {typed.people.map((person, index) => (
          <InvitedPerson
            key={person.key}
            person={person}
            choices={choices.value}
            number={index + 1}
            others={typed.people.filter(({ key }) => key !== person.key)}
            problem={problem}
            onChange={(what) => setTyped((was) => personChanged(was, person.key, what))}
            onGone={() => setTyped((was) => personGone(was, person.key))}
          />
        ))}
        <div class="row">
          <Button onPress={() => setTyped(personAdded)}>{m.court_person_add()}</Button>
          <Button onPress={() => (location.hash = '')}>{m.court_to_list()}</Button>
        </div>
      </form>
    </ClerkPage>
  );
}

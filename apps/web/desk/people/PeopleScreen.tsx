import { Register, Reviews, type RegisteredDetainee } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAnswer } from '../../api/use-answer.js';
import { m } from '../../generated/texts/messages.js';
import { whereaboutsWords } from '../../text/people-words.js';
import { Button } from '../../ui/Button.js';
import { DataTable } from '../../ui/DataTable.js';
import { Empty } from '../../ui/Empty.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { Working } from '../../ui/Working.js';
import { DeskPage, type Shift } from '../DeskPage.js';
import { ImportDialog } from './ImportDialog.js';
import { PersonDialog } from './PersonDialog.js';
import { ReviewList } from './ReviewList.js';

type Opened = 'new' | 'import' | RegisteredDetainee;

/** The register: who is here, who speaks for whom, and bookings about which somebody must decide. */
export function PeopleScreen({ shift }: { shift: Shift }) {
  const [opened, open] = useState<Opened>();
  const [wanted, setWanted] = useState('');
  const register = useAnswer(() => ask(Register, 'GET', '/api/desk/register'), 30_000, []);
  const reviews = useAnswer(() => ask(Reviews, 'GET', '/api/desk/reviews'), 15_000, []);
  const { value } = register;
  const people = (value?.detainees ?? []).filter(({ number }) => number.includes(wanted.trim()));
  // Who was sent away may have bookings about which somebody must decide.
  const again = () => {
    register.again();
    reviews.again();
  };
  const done = () => {
    open(undefined);
    again();
  };
  const row = (person: RegisteredDetainee) => {
    const number = m.number_short({ number: person.number });
    return {
      key: person.number,
      cells: [
        <strong key="who">{number}</strong>,
        person.wing || '–',
        whereaboutsWords(person.whereabouts),
        <>
          {person.attorneys.map(({ name }) => name).join(', ') || '–'}
          {person.apart.length > 0 && (
            <span class="small cell-note">{m.people_apart_from({ numbers: person.apart.join(', ') })}</span>
          )}
        </>,
        <button key="open" type="button" class="button button-quiet" onClick={() => open(person)}>
          {m.open_session()}
          <span class="unseen"> {number}</span>
        </button>,
      ],
    };
  };
  return (
    <DeskPage
      shift={shift}
      title={m.people_title()}
      failedAt={value && register.failedAt}
      main={
        <Button kind="main" onPress={() => open('new')}>
          {m.people_add()}
        </Button>
      }
    >
      <div class="stack-wide desk-body">
        <ReviewList reviews={reviews} zone={shift.facility.zone} onDecided={again} />
        {!value && register.failure && <Failed failure={register.failure} onAgain={register.again} />}
        {!value && !register.failure && <Working what={m.people_loading()} />}
        {value && (
          <div class="row">
            <Field label={m.people_search()} value={wanted} onInput={setWanted} maxLength={32} />
            <Button onPress={() => open('import')}>{m.people_import()}</Button>
          </div>
        )}
        {value?.detainees.length === 0 && (
          <Empty title={m.people_nobody()}>
            <p>{m.people_nobody_words()}</p>
          </Empty>
        )}
        {people.length > 0 && (
          <DataTable
            caption={m.people_title()}
            columns={[m.detainee_number(), m.wing(), m.people_where(), m.attorney(), m.request_new_action()]}
            rows={people.map(row)}
          />
        )}
        {value && value.detainees.length > 0 && people.length === 0 && <p role="status">{m.people_none_found()}</p>}
      </div>
      {opened === 'import' && <ImportDialog onClose={() => open(undefined)} onSaved={done} />}
      {opened !== undefined && opened !== 'import' && value && (
        <PersonDialog
          person={opened === 'new' ? undefined : opened}
          attorneys={value.attorneys}
          onClose={() => open(undefined)}
          onChanged={done}
        />
      )}
    </DeskPage>
  );
}

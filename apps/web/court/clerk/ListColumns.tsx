import { m } from '../../generated/texts/messages.js';
import { Button } from '../../ui/Button.js';
import { saveFile } from '../../ui/save-file.js';
import { exampleList } from './example-list.js';

/** How a list of hearings is written, with one to begin from. */
export function ListColumns({ day }: { day: string }) {
  const columns: readonly (readonly [string, string])[] = [
    ['case, courtroom', m.court_import_col_needed()],
    ['date, from, to', m.court_import_col_times()],
    ['judge, prosecutor, counsel, accused', m.court_import_col_people()],
    ['language', m.court_import_col_language()],
    ['account, detainee, booth', m.court_import_col_facility()],
    ['before, after', m.court_import_col_minutes()],
  ];
  return (
    <details class="court-list-columns">
      <summary>{m.court_import_how()}</summary>
      <div class="stack">
        <p>{m.court_import_csv()}</p>
        <dl class="facts">
          {columns.flatMap(([names, words]) => [
            <dt key={`${names} names`}>
              <code>{names}</code>
            </dt>,
            <dd key={names}>{words}</dd>,
          ])}
        </dl>
        <p>{m.court_import_ical()}</p>
        <Button onPress={() => saveFile('hearings-example.csv', `\uFEFF${exampleList(day)}`)}>
          {m.court_import_example()}
        </Button>
      </div>
    </details>
  );
}

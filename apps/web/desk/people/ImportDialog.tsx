import { ImportReport, type RegisterImport } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { importProblemWords } from '../../text/people-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failed } from '../../ui/Failed.js';
import { Field } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';

const MOST_SHOWN = 50;

/** A list is tried first without saving; only one without problems can be saved. */
export function ImportDialog({ onClose, onSaved }: { onClose: () => void; onSaved: () => void }) {
  const [kind, setKind] = useState<RegisterImport['kind']>('detainees');
  const [csv, setCsv] = useState('');
  const [report, setReport] = useState<ImportReport>();
  const bring = useAction(async (save: boolean) => {
    const answer = await ask(ImportReport, 'POST', '/api/desk/register/import', { kind, csv, save });
    setReport(answer);
    if (answer.saved) onSaved();
  });
  const good = report !== undefined && report.problems.length === 0 && report.rows > 0;
  return (
    <Dialog title={m.people_import()} onClose={onClose}>
      <p>{kind === 'ties' ? m.import_ties_words() : m.import_words()}</p>
      <Field
        label={m.import_kind()}
        value={kind}
        onInput={(value) => {
          setKind(value === 'ties' ? 'ties' : 'detainees');
          setReport(undefined);
        }}
        options={[
          { value: 'detainees', label: m.import_detainees() },
          { value: 'ties', label: m.import_ties() },
        ]}
      />
      <label class="field">
        <span>{m.import_file()}</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            setReport(undefined);
            const [file] = (event.currentTarget as HTMLInputElement).files ?? [];
            void file?.text().then(setCsv);
          }}
        />
      </label>
      {bring.failure && <Failed failure={bring.failure} />}
      {report && (
        <Notice
          kind={good ? 'good' : 'bad'}
          title={
            good
              ? m.import_good({ added: report.added, changed: report.changed })
              : m.import_bad({ rows: report.rows, count: report.problems.length })
          }
          role="status"
        >
          {report.problems.length > 0 && (
            <ul>
              {report.problems.slice(0, MOST_SHOWN).map((one) => (
                <li key={`${one.line} ${one.code} ${one.column ?? ''} ${one.value ?? ''}`}>
                  {importProblemWords(one)}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <div class="row">
        <Button kind={good ? 'quiet' : 'main'} onPress={() => bring.run(false)} off={csv === '' || bring.running}>
          {m.import_try()}
        </Button>
        {good && (
          <Button kind="main" onPress={() => bring.run(true)} off={bring.running}>
            {m.import_save({ rows: report.rows })}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

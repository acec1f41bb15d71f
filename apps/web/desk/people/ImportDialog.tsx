import { ImportReport, type RegisterImport } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { Dialog } from '../../ui/Dialog.js';
import { Field } from '../../ui/Field.js';
import { ImportSteps } from '../../ui/ImportSteps.js';

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
      <ImportSteps
        label={m.import_file()}
        accept=".csv,text/csv"
        onFile={(text) => {
          setReport(undefined);
          setCsv(text);
        }}
        isChosen={csv !== ''}
        bring={bring}
        outcome={
          report && {
            kind: good ? 'good' : 'bad',
            title: good
              ? m.import_good({ added: report.added, changed: report.changed })
              : m.import_bad({ rows: report.rows, count: report.problems.length }),
            problems: report.problems,
          }
        }
        save={good ? m.import_save({ rows: report.rows }) : undefined}
      />
    </Dialog>
  );
}

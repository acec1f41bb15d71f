import { type HearingImport, HearingImportReport } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../../api/call-api.js';
import { useAction } from '../../api/use-action.js';
import { m } from '../../generated/texts/messages.js';
import { dayWords } from '../../text/moments.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { ImportOutcome, type ImportOutcomeProps } from '../../ui/ImportOutcome.js';
import { ImportSteps } from '../../ui/ImportSteps.js';
import { ListColumns } from './ListColumns.js';

interface ImportHearingsProps {
  /** For the example. */
  day: string;
  /** `first`: day of the first hearing that was scheduled. */
  onSaved: (first: string) => void;
  onClose: () => void;
}

const NOTHING = { kind: 'csv' as HearingImport['kind'], text: '' };

const kindOf = (text: string): HearingImport['kind'] => (/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text) ? 'ical' : 'csv');

/** The day's list from the court's own system: tried first; what can be scheduled then is, and the rest is said by line. */
export function ImportHearings({ day, onSaved, onClose }: ImportHearingsProps) {
  const [list, setList] = useState(NOTHING);
  const [report, setReport] = useState<HearingImportReport>();
  const bring = useAction(async (save: boolean) => {
    const answer = await ask(HearingImportReport, 'POST', '/api/court/hearings/import', { ...list, save });
    setReport(answer);
    const [first] = answer.days;
    if (answer.saved && first) onSaved(first.day);
  });
  const outcome = report && outcomeOf(report);
  return (
    <Dialog title={m.court_import()} onClose={onClose}>
      {report?.saved && outcome ? (
        <>
          <ImportOutcome {...outcome} />
          <Button kind="main" onPress={onClose}>
            {m.court_import_see()}
          </Button>
        </>
      ) : (
        <>
          <p>{m.court_import_words()}</p>
          <ListColumns day={day} />
          <ImportSteps
            label={m.court_import_file()}
            accept=".csv,.ics,text/csv,text/calendar"
            onFile={(text) => {
              setReport(undefined);
              setList({ kind: kindOf(text), text });
            }}
            isChosen={list.text !== ''}
            bring={bring}
            outcome={outcome}
            save={report && report.fit > 0 ? m.court_import_save({ fit: report.fit }) : undefined}
          />
        </>
      )}
    </Dialog>
  );
}

function outcomeOf({ rows, fit, known, saved, days, problems }: HearingImportReport): ImportOutcomeProps {
  const count = problems.length;
  const children = days.map((one) => (
    <p key={one.day}>{m.court_import_day({ day: dayWords(one.day), count: one.hearings })}</p>
  ));
  if (saved) {
    const lines = new Set(problems.map(({ line }) => line)).size;
    return count > 0
      ? { kind: 'caution', title: m.court_import_done_some({ fit, known, count: lines }), problems, children }
      : { kind: 'good', title: m.court_import_done({ fit, known }), problems, children };
  }
  if (fit > 0) {
    return count > 0
      ? { kind: 'caution', title: m.court_import_some({ fit, known, count }), problems, children }
      : { kind: 'good', title: m.court_import_can({ fit, known }), problems, children };
  }
  return known > 0 && count === 0
    ? { kind: 'good', title: m.court_import_all_known({ known }), problems, children }
    : { kind: 'bad', title: m.import_bad({ rows, count }), problems };
}

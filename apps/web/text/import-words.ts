import { type ImportProblem, ImportProblemCode } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { failureWords } from './failure-words.js';

const PROBLEM: Readonly<Record<ImportProblemCode, () => string>> = {
  'not-csv': m.import_not_csv,
  'not-calendar': m.import_not_calendar,
  'not-utf8': m.import_not_utf8,
  'column-missing': m.import_column_missing,
  'column-unknown': m.import_column_unknown,
  'cell-missing': m.import_cell_missing,
  'cell-too-long': m.import_cell_too_long,
  'language-wrong': m.import_language_wrong,
  'number-twice': m.import_number_twice,
  'detainee-unknown': m.import_detainee_unknown,
  'attorney-unknown': m.import_attorney_unknown,
  'apart-from-self': m.import_apart_from_self,
  'rows-too-many': m.import_rows_too_many,
  'row-twice': m.import_row_twice,
  'date-wrong': m.import_date_wrong,
  'time-wrong': m.import_time_wrong,
  'minutes-wrong': m.import_minutes_wrong,
  'nobody-named': m.import_nobody_named,
  'whole-day': m.import_whole_day,
  'zone-unknown': m.import_zone_unknown,
  'event-repeats': m.import_event_repeats,
  'event-called-off': m.import_event_called_off,
  'made-at-another-time': m.import_made_at_another_time,
};

/** `Line 4, language: …: kazakh`. */
export function importProblemWords({ line, column, code, value }: ImportProblem): string {
  const where = column === undefined ? m.import_line({ line }) : m.import_line_column({ line, column });
  const own = ImportProblemCode.safeParse(code);
  const what = own.success ? PROBLEM[own.data]() : failureWords(code as Exclude<typeof code, ImportProblemCode>);
  return value ? `${where}: ${what.replace(/\.$/, '')} (${value})` : `${where}: ${what}`;
}

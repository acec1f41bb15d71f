import type { ImportProblem, ReviewCause, Whereabouts } from '#protocol';
import { m } from '../generated/texts/messages.js';

export const WHEREABOUTS: readonly Whereabouts[] = ['here', 'hospital', 'transferred', 'released'];

const WHERE: Record<Whereabouts, () => string> = {
  here: m.where_here,
  hospital: m.where_hospital,
  transferred: m.where_transferred,
  released: m.where_released,
};
export const whereaboutsWords = (where: Whereabouts): string => WHERE[where]();

const CAUSE: Record<ReviewCause, () => string> = {
  hospital: m.where_hospital,
  transferred: m.where_transferred,
  released: m.where_released,
  'keep-apart': m.cause_keep_apart,
  'booth-hours': m.cause_booth_hours,
};
export const reviewCauseWords = (cause: ReviewCause): string => CAUSE[cause]();

const PROBLEM: Record<ImportProblem['code'], () => string> = {
  'not-csv': m.import_not_csv,
  'column-missing': m.import_column_missing,
  'column-unknown': m.import_column_unknown,
  'cell-missing': m.import_cell_missing,
  'cell-too-long': m.import_cell_too_long,
  'language-wrong': m.import_language_wrong,
  'number-twice': m.import_number_twice,
  'detainee-unknown': m.import_detainee_unknown,
  'attorney-unknown': m.import_attorney_unknown,
  'apart-from-self': m.import_apart_from_self,
};

/** `Line 4, language: …: kazakh`. */
export function importProblemWords({ line, column, code, value }: ImportProblem): string {
  const where = column === undefined ? m.import_line({ line }) : m.import_line_column({ line, column });
  return `${where}: ${PROBLEM[code]()}${value ? ` (${value})` : ''}`;
}

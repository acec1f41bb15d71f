import { DetaineeNumber, type ImportProblem, importProblem, LanguageCode, type RegisterImport } from '#protocol';
import { type CsvRow, readCsv, type ReadCsv } from '../lists/read-csv.js';

const COLUMNS = {
  detainees: { needed: ['number'], others: ['wing', 'language', 'needs', 'apart'] },
  ties: { needed: ['attorney', 'detainee'], others: [] },
} as const;
const LONGEST: Readonly<Record<string, number>> = { number: 32, wing: 32, needs: 200, attorney: 64, detainee: 32 };

/** `apart` cells hold numbers divided by spaces. */
export const numbersIn = (cell: string | undefined): string[] => (cell ?? '').split(/\s+/).filter(Boolean);

/** Rows of a list of the register, and every problem that can be seen without it. */
export function readImport({ kind, csv }: Pick<RegisterImport, 'kind' | 'csv'>): ReadCsv {
  const { needed } = COLUMNS[kind];
  const { rows, problems } = readCsv(csv, COLUMNS[kind]);
  return {
    rows,
    problems: problems
      .concat(rows.flatMap((row) => problemsOf(row, needed)))
      .concat(kind === 'detainees' ? twice(rows) : []),
  };
}

function problemsOf({ line, cells }: CsvRow, needed: readonly string[]): ImportProblem[] {
  const found: ImportProblem[] = [];
  for (const [column, value] of Object.entries(cells)) {
    if (value === '' && needed.includes(column)) found.push(importProblem(line, 'cell-missing', column));
    if (value.length > (LONGEST[column] ?? Number.POSITIVE_INFINITY))
      found.push(importProblem(line, 'cell-too-long', column, value));
    if (column === 'language' && value !== '' && !LanguageCode.safeParse(value).success) {
      found.push(importProblem(line, 'language-wrong', column, value));
    }
  }
  for (const number of numbersIn(cells['apart'])) {
    if (number === cells['number']) found.push(importProblem(line, 'apart-from-self', 'apart', number));
    if (!DetaineeNumber.safeParse(number).success) found.push(importProblem(line, 'cell-too-long', 'apart', number));
  }
  return found;
}

function twice(rows: readonly CsvRow[]): ImportProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ line, cells }) => {
    const number = cells['number'] ?? '';
    if (number === '' || !seen.has(number)) {
      seen.add(number);
      return [];
    }
    return [importProblem(line, 'number-twice', 'number', number)];
  });
}

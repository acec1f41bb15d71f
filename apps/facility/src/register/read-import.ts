import {
  DetaineeNumber,
  type ImportProblem,
  type ImportProblemCode,
  LanguageCode,
  type RegisterImport,
} from '#protocol';
import { parse } from 'csv-parse/sync';

export interface ImportRow {
  /** Of the file; 1 is the heading. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Rows of a file as typed, and every problem that can be seen without the register. */
export interface ReadImport {
  readonly rows: readonly ImportRow[];
  readonly problems: readonly ImportProblem[];
}

const COLUMNS = {
  detainees: { needed: ['number'], others: ['wing', 'language', 'needs', 'apart'] },
  ties: { needed: ['attorney', 'detainee'], others: [] },
} as const;
const LONGEST: Readonly<Record<string, number>> = { number: 32, wing: 32, needs: 200, attorney: 64, detainee: 32 };

const SHOWN = 80;
const problem = (line: number, code: ImportProblemCode, column?: string, value?: string): ImportProblem => ({
  line,
  code,
  ...(column !== undefined && { column }),
  ...(value !== undefined && { value: value.slice(0, SHOWN) }),
});

/** `apart` cells hold numbers divided by spaces. */
export const numbersIn = (cell: string | undefined): string[] => (cell ?? '').split(/\s+/).filter(Boolean);

/** Reads a list as offices write them: comma or semicolon, with or without a byte order mark, columns in any order. */
export function readImport({ kind, csv }: Pick<RegisterImport, 'kind' | 'csv'>): ReadImport {
  const delimiter = /^[^\n]*;/.test(csv) ? ';' : ',';
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    lines = parse(csv, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof lines;
  } catch (error) {
    const { lines: at } = (error ?? {}) as { lines?: number };
    return { rows: [], problems: [problem(at ?? 1, 'not-csv')] };
  }
  const [heading, ...body] = lines;
  const columns = (heading?.record ?? []).map((name) => name.toLowerCase());
  const { needed, others } = COLUMNS[kind];
  const known: readonly string[] = [...needed, ...others];
  const problems = [
    ...needed.filter((name) => !columns.includes(name)).map((name) => problem(1, 'column-missing', name)),
    ...columns.filter((name) => !known.includes(name)).map((name) => problem(1, 'column-unknown', name)),
  ];
  if (problems.length > 0) return { rows: [], problems };
  const rows = body.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ''])),
  }));
  return {
    rows,
    problems: rows.flatMap((row) => problemsOf(row, needed)).concat(kind === 'detainees' ? twice(rows) : []),
  };
}

function problemsOf({ line, cells }: ImportRow, needed: readonly string[]): ImportProblem[] {
  const found: ImportProblem[] = [];
  for (const [column, value] of Object.entries(cells)) {
    if (value === '' && needed.includes(column)) found.push(problem(line, 'cell-missing', column));
    if (value.length > (LONGEST[column] ?? Number.POSITIVE_INFINITY))
      found.push(problem(line, 'cell-too-long', column, value));
    if (column === 'language' && value !== '' && !LanguageCode.safeParse(value).success) {
      found.push(problem(line, 'language-wrong', column, value));
    }
  }
  for (const number of numbersIn(cells['apart'])) {
    if (number === cells['number']) found.push(problem(line, 'apart-from-self', 'apart', number));
    if (!DetaineeNumber.safeParse(number).success) found.push(problem(line, 'cell-too-long', 'apart', number));
  }
  return found;
}

function twice(rows: readonly ImportRow[]): ImportProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ line, cells }) => {
    const number = cells['number'] ?? '';
    if (number === '' || !seen.has(number)) {
      seen.add(number);
      return [];
    }
    return [problem(line, 'number-twice', 'number', number)];
  });
}

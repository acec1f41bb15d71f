import { type ImportProblem, importProblem } from '#protocol';
import { parse } from 'csv-parse/sync';

export interface CsvRow {
  /** Of the file; 1 is the heading. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Rows of a file as typed, and every problem that was seen so far. */
export interface ReadCsv {
  readonly rows: readonly CsvRow[];
  readonly problems: readonly ImportProblem[];
}

/** Columns that a list must and may have. */
export interface CsvColumns {
  readonly needed: readonly string[];
  readonly others: readonly string[];
}

/** The problem of a text that was written in another encoding than UTF-8, at its first such line. */
export function notUtf8(text: string): ImportProblem | undefined {
  const at = text.indexOf('\uFFFD');
  return at < 0 ? undefined : importProblem(text.slice(0, at).split('\n').length, 'not-utf8');
}

/** Reads a list as offices write them: comma or semicolon, with or without a byte order mark, columns in any order. */
export function readCsv(csv: string, { needed, others }: CsvColumns): ReadCsv {
  const garbled = notUtf8(csv);
  if (garbled) return { rows: [], problems: [garbled] };
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
    return { rows: [], problems: [importProblem(at ?? 1, 'not-csv')] };
  }
  const [heading, ...body] = lines;
  const columns = (heading?.record ?? []).map((name) => name.toLowerCase());
  const known = [...needed, ...others];
  const problems = [
    ...needed.filter((name) => !columns.includes(name)).map((name) => importProblem(1, 'column-missing', name)),
    ...columns.filter((name) => !known.includes(name)).map((name) => importProblem(1, 'column-unknown', name)),
  ];
  if (problems.length > 0) return { rows: [], problems };
  const rows = body.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ''])),
  }));
  return { rows, problems: [] };
}

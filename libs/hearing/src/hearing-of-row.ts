import { clockTime, instantOf } from '#booking';
import {
  type FacilitySeat,
  HearingLanguage,
  type HearingRole,
  type ImportProblem,
  importProblem,
  type ImportProblemCode,
  type ScheduleHearing,
} from '#protocol';
import { MIN_PRE_MS, partsAround } from './hearing-parts.js';

/** Columns of a list of hearings; a row is one hearing. */
export const HEARING_COLUMNS = {
  needed: ['case', 'courtroom', 'date', 'from', 'to'],
  others: ['judge', 'prosecutor', 'counsel', 'accused', 'language', 'account', 'detainee', 'booth', 'before', 'after'],
} as const;

/** Of columns whose cells are bounded here (characters). */
export const LONGEST_CELL: Readonly<Record<string, number>> = {
  case: 60,
  courtroom: 60,
  judge: 120,
  prosecutor: 120,
  counsel: 120,
  accused: 120,
  account: 64,
  detainee: 32,
  booth: 16,
};

/** A line of a list, its cells by column. */
export interface ListedRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Where a list says moments: RFC 3339, UTC. Otherwise `date`, `from` and `to` are read as the facility's clock. */
  readonly times?: Times | undefined;
  /** What its own system calls this hearing, whatever its time and case number become. */
  readonly source?: string | undefined;
}

interface Times {
  readonly from: string;
  readonly to: string;
}

/** What a row is read with. */
export interface ListReader {
  /** IANA name of the facility's zone. */
  readonly zone: string;
  /** Ids of attorneys by user name. */
  readonly accounts: ReadonlyMap<string, string>;
}

export interface ListedHearing {
  readonly line: number;
  readonly source?: string | undefined;
  readonly wish: ScheduleHearing;
}

const NAMED = ['judge', 'prosecutor', 'counsel', 'accused'] as const satisfies readonly HearingRole[];
const USUAL_LANGUAGE: HearingLanguage = 'ru';

/**
 * The hearing that a row asks for, or all that is wrong with the row. Whoever is named takes part; with `detainee` the accused
 * does from the facility, with that counsel's account and a consultation of 30 minutes before, unless `before` says otherwise.
 */
export function hearingOfRow(
  row: ListedRow,
  { zone, accounts }: ListReader,
): { readonly hearing: ListedHearing } | { readonly problems: readonly ImportProblem[] } {
  const { line, source } = row;
  const cells = new Cells(row);
  const [caseNumber, courtroom] = [cells.needed('case'), cells.needed('courtroom')];
  const times = row.times ?? timesIn(cells, zone);
  const language = cells.fitting('language', 'language-wrong', (value) => HearingLanguage.safeParse(value).data);
  const named = NAMED.filter((role) => cells.has(role));
  if (named.length === 0) cells.wrong('nobody-named');
  const account = cells.fitting('account', 'attorney-unknown', (value) => accounts.get(value));
  if (cells.has('account')) cells.needed('counsel');
  const seat = facilityIn(cells, named.indexOf('counsel'), times);
  if (cells.problems.length > 0 || times === undefined) return { problems: cells.problems };
  const people = named.map((role): ScheduleHearing['people'][number] => ({
    role,
    name: cells.of(role),
    language: language ?? USUAL_LANGUAGE,
    protectedFrom: [],
    ...(role === 'counsel' && account !== undefined && { attorney: account }),
    ...(role === 'accused' && seat && { facility: seat }),
  }));
  return { hearing: { line, source, wish: { caseNumber, courtroom, ...times, people } } };
}

function timesIn(cells: Cells, zone: string): Times | undefined {
  const day = cells.fitting('date', 'date-wrong', dayOf, true);
  const at = (column: 'from' | 'to') =>
    cells.fitting(column, 'time-wrong', (value) => instantOf(day ?? '1970-01-01', clockTime(value), zone), true);
  const [from, to] = [at('from'), at('to')];
  if (day === undefined || from === undefined || to === undefined) return undefined;
  if (to <= from) cells.wrong('times-wrong', 'to');
  return { from, to };
}

/** `2026-11-30` or `30.11.2026`, as `2026-11-30`; undefined for a day that there is not. */
function dayOf(cell: string): string | undefined {
  const [, date = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  const day = year === '' ? cell : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

function facilityIn(cells: Cells, counsel: number, times: Times | undefined): FacilitySeat | undefined {
  const [before, after] = [cells.minutes('before', MIN_PRE_MS / 60_000), cells.minutes('after', 0)];
  const from = ['detainee', 'booth', 'before', 'after'].some((column) => cells.has(column));
  if (!from) return undefined;
  const [detainee, booth] = [cells.needed('detainee'), cells.needed('booth')];
  for (const column of ['accused', 'counsel', 'account']) cells.needed(column);
  if (times === undefined) return undefined;
  return { detainee, booth, counsel, ...partsAround({ booth, ...times }, { before, after }) };
}

/** The cells of one row, and what was found wrong with them. */
class Cells {
  readonly problems: ImportProblem[] = [];

  constructor(private readonly row: ListedRow) {
    for (const [column, value] of Object.entries(row.cells))
      if (value.length > (LONGEST_CELL[column] ?? Number.POSITIVE_INFINITY)) this.wrong('cell-too-long', column);
  }

  of(column: string): string {
    return this.row.cells[column]?.trim() ?? '';
  }

  has(column: string): boolean {
    return this.of(column) !== '';
  }

  needed(column: string): string {
    if (!this.has(column)) this.wrong('cell-missing', column);
    return this.of(column);
  }

  /** What `read` makes of a cell that is not empty. */
  fitting<T>(
    column: string,
    code: ImportProblemCode,
    read: (value: string) => T | undefined,
    isNeeded = false,
  ): T | undefined {
    if (!this.has(column)) {
      if (isNeeded) this.needed(column);
      return undefined;
    }
    const found = read(this.of(column));
    if (found === undefined) this.wrong(code, column);
    return found;
  }

  minutes(column: string, usual: number): number {
    const whole = (value: string) => (/^\d{1,3}$/.test(value) ? Number(value) : undefined);
    return this.fitting(column, 'minutes-wrong', whole) ?? usual;
  }

  wrong(code: ImportProblem['code'], column?: string): void {
    const same = (one: ImportProblem) => one.code === code && one.column === column;
    if (this.problems.some(same)) return;
    const value = column === undefined ? '' : this.of(column);
    this.problems.push(importProblem(this.row.line, code, column, value === '' ? undefined : value));
  }
}

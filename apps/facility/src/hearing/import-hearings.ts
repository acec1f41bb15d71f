import { HEARING_COLUMNS, hearingOfRow, type ListedHearing, listedOnce, type ListedRow, propertyOf } from '#hearing';
import type { Db } from '#postgres';
import {
  type HearingImport,
  type HearingImportReport,
  type ImportProblem,
  importProblem,
  MAX_HEARINGS,
} from '#protocol';
import { dateIn } from '../booking/day-board.js';
import { readZone } from '../booking/read-zone.js';
import { Refused } from '../hosts/refused.js';
import { readCsv } from '../lists/read-csv.js';
import type { Person } from '../people/visitor.js';
import { attorneysInUse } from '../people/attorneys-in-use.js';
import { AlreadyScheduled } from './already-scheduled.js';
import { readCalendar } from './read-calendar.js';
import { refusingHearing } from './refusing-hearing.js';
import type { ScheduleHearing } from './schedule-hearing.js';

type Clerk = Pick<Person, 'id' | 'name'>;

/** Takes the day's list over: tried first without saving; then whatever can be scheduled is, as if it had been typed. */
export class ImportHearings {
  constructor(
    private readonly db: Db,
    private readonly schedule: Pick<ScheduleHearing, 'run' | 'tryOut'>,
  ) {}

  async run({ kind, text, save }: HearingImport, clerk: Clerk): Promise<HearingImportReport> {
    const zone = await readZone(this.db);
    const read = kind === 'csv' ? readCsv(text, HEARING_COLUMNS) : readCalendar(text, zone);
    if (read.rows.length > MAX_HEARINGS) return nothing(read.rows);
    const listed = await this.#listed(read.rows, zone);
    const { hearings, problems: meeting } = listedOnce(listed.hearings);
    const problems = [...read.problems, ...listed.problems, ...meeting];
    const there: ListedHearing[] = [];
    let known = 0;
    for (const one of hearings) {
      const found = await this.#take(one, save, clerk);
      if (found === 'known') known += 1;
      if (typeof found === 'object') problems.push(found);
      else there.push(one);
    }
    return {
      rows: new Set([...read.rows, ...read.problems].map(({ line }) => line)).size,
      fit: there.length - known,
      known,
      saved: save && there.length > known,
      days: byDay(there, zone),
      problems: problems
        .map((one) => (kind === 'ical' && one.column !== undefined ? { ...one, column: propertyOf(one.column) } : one))
        .toSorted((a, b) => a.line - b.line),
    };
  }

  async #listed(rows: readonly ListedRow[], zone: string) {
    const found = await attorneysInUse(this.db).select(['attorney.id', 'person.username']).execute();
    const accounts = new Map(found.map(({ id, username }) => [username, id]));
    const read = rows.map((row) => hearingOfRow(row, { zone, accounts }));
    return {
      hearings: read.flatMap((one) => ('hearing' in one ? [one.hearing] : [])),
      problems: read.flatMap((one) => ('problems' in one ? one.problems : [])),
    };
  }

  /** The very command of the form, with every rule, constraint and entry. */
  async #take(
    { line, source, wish }: ListedHearing,
    save: boolean,
    clerk: Clerk,
  ): Promise<'new' | 'known' | ImportProblem> {
    const input = { wish, clerk, once: { source } };
    try {
      await refusingHearing<unknown>(() => (save ? this.schedule.run(input) : this.schedule.tryOut(input)));
      return 'new';
    } catch (error) {
      if (error instanceof AlreadyScheduled) {
        const same = error.from.getTime() === Date.parse(wish.from);
        return same ? 'known' : importProblem(line, 'made-at-another-time', undefined, wish.caseNumber);
      }
      if (!(error instanceof Refused)) throw error;
      const column = error.field === undefined ? undefined : columnOf(error.field);
      return importProblem(line, error.code, column);
    }
  }
}

/** What the form calls otherwise than a list. */
const COLUMN: Readonly<Record<string, string>> = { attorney: 'account', pre: 'before', post: 'after' };
const columnOf = (field: string): string | undefined => {
  const column = COLUMN[field] ?? field;
  return [...HEARING_COLUMNS.needed, ...HEARING_COLUMNS.others].find((one) => one === column);
};

function byDay(hearings: readonly ListedHearing[], zone: string): HearingImportReport['days'] {
  const days = new Map<string, number>();
  for (const { wish } of hearings) {
    const day = dateIn(zone, new Date(wish.from));
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days].map(([day, count]) => ({ day, hearings: count })).toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

function nothing(rows: readonly ListedRow[]): HearingImportReport {
  const line = rows[MAX_HEARINGS]?.line ?? 1;
  const problems: ImportProblem[] = [importProblem(line, 'rows-too-many', undefined, String(MAX_HEARINGS))];
  return { rows: rows.length, fit: 0, known: 0, saved: false, days: [], problems };
}

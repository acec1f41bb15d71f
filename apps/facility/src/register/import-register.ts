import type { ImportProblem, ImportReport, RegisterImport } from '#protocol';
import type { Db } from '#postgres';
import type { Booker } from '../booking/make-booking.js';
import type { ChangeRegister, NumberedDetainee } from './change-register.js';
import type { CsvRow } from '../lists/read-csv.js';
import { numbersIn, readImport } from './read-import.js';

const LANGUAGE = 'kk';

/** Takes a list into the register: tried first without saving, every problem by line; then all of it or nothing. */
export class ImportRegister {
  constructor(
    private readonly db: Db,
    private readonly change: Pick<ChangeRegister, 'run'>,
  ) {}

  async run(wish: RegisterImport, { by }: Booker): Promise<ImportReport> {
    const { rows, problems } = readImport(wish);
    return wish.kind === 'detainees'
      ? this.#detainees(rows, problems, wish.save, by)
      : this.#ties(rows, problems, wish.save, by);
  }

  async #detainees(
    rows: readonly CsvRow[],
    seen: readonly ImportProblem[],
    save: boolean,
    by: string,
  ): Promise<ImportReport> {
    const known = new Map(
      (await this.db.selectFrom('detainee').selectAll().execute()).map((person) => [person.number, person]),
    );
    const listed = new Set(rows.map(({ cells }) => cells['number']));
    const strangers = rows.flatMap(({ line, cells }) =>
      numbersIn(cells['apart'])
        .filter((number) => !known.has(number) && !listed.has(number))
        .map((value): ImportProblem => ({
          line,
          column: 'apart',
          code: 'detainee-unknown',
          value: value.slice(0, 80),
        })),
    );
    const problems = [...seen, ...strangers].toSorted((a, b) => a.line - b.line);
    const people = rows.map(({ cells }): NumberedDetainee => {
      const before = known.get(cells['number'] ?? '');
      return {
        number: cells['number'] ?? '',
        wing: cells['wing'] ?? before?.wing ?? '',
        language: cells['language'] || before?.language || LANGUAGE,
        needs: cells['needs'] ?? before?.needs ?? '',
        ...(cells['apart'] !== undefined && { apart: numbersIn(cells['apart']) }),
      };
    });
    const saved = save && problems.length === 0 && people.length > 0;
    if (saved) await this.change.run({ change: { kind: 'detainees', rows: people }, by });
    const added = people.filter(({ number }) => !known.has(number)).length;
    return { rows: rows.length, added, changed: people.length - added, saved, problems };
  }

  async #ties(
    rows: readonly CsvRow[],
    seen: readonly ImportProblem[],
    save: boolean,
    by: string,
  ): Promise<ImportReport> {
    const accounts = await this.db
      .selectFrom('attorney')
      .innerJoin('person', 'person.id', 'attorney.id')
      .select(['attorney.id', 'person.username'])
      .execute();
    const ids = new Map(accounts.map(({ id, username }) => [username, id]));
    const numbers = new Set(
      (await this.db.selectFrom('detainee').select('number').execute()).map(({ number }) => number),
    );
    const before = new Set(
      (await this.db.selectFrom('tie').select(['attorney', 'detainee']).execute()).map(
        (tie) => `${tie.attorney} ${tie.detainee}`,
      ),
    );
    const problems = [...seen];
    const ties = rows.flatMap(({ line, cells: { attorney = '', detainee = '' } }) => {
      const id = ids.get(attorney);
      if (attorney && id === undefined)
        problems.push({ line, column: 'attorney', code: 'attorney-unknown', value: attorney.slice(0, 80) });
      if (detainee && !numbers.has(detainee))
        problems.push({ line, column: 'detainee', code: 'detainee-unknown', value: detainee.slice(0, 80) });
      return id === undefined ? [] : [{ attorney: id, detainee }];
    });
    const saved = save && problems.length === 0 && ties.length > 0;
    if (saved) await this.change.run({ change: { kind: 'ties', rows: ties }, by });
    const added = ties.filter((tie) => !before.has(`${tie.attorney} ${tie.detainee}`)).length;
    return { rows: rows.length, added, changed: 0, saved, problems: problems.toSorted((a, b) => a.line - b.line) };
  }
}

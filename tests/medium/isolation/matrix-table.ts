import { ROLES, SCREENED, SEATS, STANDINGS, STATES, type Cell, type Who } from './seats.js';

export type Reach = (cell: Cell) => readonly Who[];

const NOBODY = 'nobody';

/** A set of people as a cell of the table: by the groups that a court knows, or by names where it is none of them. */
function worded(people: readonly Who[], { who }: Cell): string {
  if (people.length === 0) return NOBODY;
  const has = new Set(people);
  const court = [...ROLES, 'presiding judge' as const].filter((one) => one !== who);
  const missing = court.filter((one) => !has.has(one));
  const outside = has.has('waiting witness') ? ['lobby'] : [];
  if (missing.length === court.length) return outside.join();
  if (missing.length === 0) return ['court', ...outside].join(', ');
  if (missing.join() === SCREENED) return ['court but the screened', ...outside].join(', ');
  return SEATS.filter((one) => has.has(one)).join(', ');
}

/** Rows of cells: head, then one row a state and standing, one column a role. */
export function rowsOf(reach: Reach): string[][] {
  const rows = STATES.flatMap((state) =>
    STANDINGS.map((standing) => [
      state,
      standing,
      ...ROLES.map((who) => worded(reach({ who, state, standing }), { who, state, standing })),
    ]),
  );
  return [['state', 'standing', ...ROLES], ...rows];
}

export function markdownOf(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

/** The tables of a Markdown page, cell by cell, without their rules. */
export function tablesIn(markdown: string): string[][][] {
  const tables: string[][][] = [];
  let inTable = false;
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|')) {
      inTable = false;
      continue;
    }
    if (!inTable) tables.push([]);
    inTable = true;
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (!cells.every((cell) => /^:?-+:?$/.test(cell))) tables.at(-1)!.push(cells);
  }
  return tables;
}

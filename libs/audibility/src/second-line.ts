import * as z from 'zod/mini';
import { AudibilityError } from './audibility-error.js';
import { HeardSecond, PageSecond, pairKey, PairSecond, type RawSecond, SeatSecond } from './raw-second.js';
import { VERDICT_LETTERS, type VerdictLetter } from './verdict.js';

const PAGE = ['level', 'rtt', 'output', 'playout'] as const satisfies (keyof PageSecond)[];
const HEARD = [
  ...(['received', 'played', 'concealed', 'silent'] as const),
  ...(['buffer', 'level', 'element'] as const),
] satisfies (keyof HeardSecond)[];
const REPORT = ['over', 'received', 'lost'] as const;

type Cell = string | number | null | readonly Cell[];

const cells = z.array(z.unknown());
const Line = z.strictObject({
  seats: z.array(z.tuple([z.number(), z.unknown(), z.nullable(z.number())])),
  pairs: z.array(z.tuple([z.number(), z.number(), z.unknown(), z.unknown(), z.enum(Object.values(VERDICT_LETTERS))])),
});

/** A second and the verdicts on its pairs, by `pairKey`. */
export interface JudgedSecond {
  readonly second: RawSecond;
  readonly verdicts: ReadonlyMap<string, VerdictLetter>;
}

/** A second as one line, in figures without their names: docs/audibility.md has the columns. */
export function secondLine({ second, verdicts }: JudgedSecond): string {
  const seats = [...second.seats.values()].map(({ seat, page, level }): Cell => [
    seat,
    rowOf(PAGE, page),
    level ?? null,
  ]);
  const pairs = [...second.pairs.values()].map((pair): Cell => {
    const { speaker, listener, heard, plane } = pair;
    const counted = plane && [plane.forwarded, ...(plane.report ? REPORT.map((name) => plane.report![name]) : [])];
    return [speaker, listener, rowOf(HEARD, heard), counted ?? null, verdicts.get(pairKey(pair)) ?? null];
  });
  return JSON.stringify({ seats, pairs });
}

/** Reads one; throws AudibilityError `line-malformed` or `told-twice`. */
export function readSecondLine(value: unknown, number: number): JudgedSecond {
  const read = Line.safeParse(value);
  if (!read.success) throw new AudibilityError('line-malformed', number);
  const seats = read.data.seats.map(([seat, page, level]) =>
    checked(SeatSecond, { seat, ...told('page', named(PAGE, page)), ...told('level', level) }, number),
  );
  const pairs = read.data.pairs.map(([speaker, listener, heard, plane]) =>
    checked(
      PairSecond,
      { speaker, listener, ...told('heard', named(HEARD, heard)), ...told('plane', planeOf(plane)) },
      number,
    ),
  );
  const second = {
    seats: new Map(seats.map((one) => [one.seat, one])),
    pairs: new Map(pairs.map((one) => [pairKey(one), one])),
  };
  if (second.seats.size < seats.length || second.pairs.size < pairs.length)
    throw new AudibilityError('told-twice', number);
  const letters = read.data.pairs.map(([speaker, listener, , , letter]) => {
    return [pairKey({ speaker, listener }), letter] as const;
  });
  return { second, verdicts: new Map(letters) };
}

const rowOf = <Name extends string>(
  names: readonly Name[],
  value: Readonly<Record<Name, string | number | null>> | string | undefined,
): Cell => (typeof value === 'object' ? names.map((name) => value[name]) : (value ?? null));

/** A row of figures with their names again; what is no row of this length is left to the schema. */
function named(names: readonly string[], row: unknown): unknown {
  const found = cells.safeParse(row);
  return found.success && found.data.length === names.length
    ? Object.fromEntries(names.map((name, at) => [name, found.data[at]]))
    : row;
}

function planeOf(row: unknown): unknown {
  const found = cells.safeParse(row);
  if (!found.success) return row;
  const [forwarded, ...report] = found.data;
  return { forwarded, ...(report.length > 0 && { report: named(REPORT, report) }) };
}

const told = (name: string, value: unknown): Record<string, unknown> => (value === null ? {} : { [name]: value });

function checked<Value>(schema: z.ZodMiniType<Value>, value: unknown, number: number): Value {
  const read = schema.safeParse(value);
  if (!read.success) throw new AudibilityError('line-malformed', number);
  return read.data;
}

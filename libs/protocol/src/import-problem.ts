import * as z from 'zod/mini';
import { RefusalCode } from './refusal.js';

/** Characters of a list that somebody brings as a file; the body of such a request may be larger than of any other. */
export const MAX_LIST = 500_000;
export const ListText = z.string().check(z.maxLength(MAX_LIST));

/** What can be wrong with a line of a list before anything is done with it. */
export const ImportProblemCode = z.enum([
  'not-csv',
  'not-calendar',
  'not-utf8',
  'column-missing',
  'column-unknown',
  'cell-missing',
  'cell-too-long',
  'language-wrong',
  'number-twice',
  'detainee-unknown',
  'attorney-unknown',
  'apart-from-self',
  'rows-too-many',
  'row-twice',
  'date-wrong',
  'time-wrong',
  'minutes-wrong',
  'nobody-named',
  'whole-day',
  'zone-unknown',
  'event-repeats',
  'event-called-off',
  'made-at-another-time',
]);
export type ImportProblemCode = z.infer<typeof ImportProblemCode>;

const SHOWN = 80;

/** `line`: of the file, 1 is its first. `code`: also what a line was refused for when it was tried or saved. */
export const ImportProblem = z.object({
  line: z.int().check(z.gte(1)),
  column: z.optional(z.string()),
  code: z.union([ImportProblemCode, RefusalCode]),
  /** The cell, or as much of it as is shown. */
  value: z.optional(z.string().check(z.maxLength(SHOWN))),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

/** What is wrong with a line, with as much of the cell as is shown. */
export const importProblem = (
  line: number,
  code: ImportProblem['code'],
  column?: string,
  value?: string,
): ImportProblem => ({
  line,
  code,
  ...(column !== undefined && { column }),
  ...(value !== undefined && { value: value.slice(0, SHOWN) }),
});

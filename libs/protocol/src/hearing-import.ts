import * as z from 'zod/mini';
import { ImportProblem, ListText } from './import-problem.js';

/** Hearings in one list. */
export const MAX_HEARINGS = 200;

/**
 * POST /api/court/hearings/import, clerks only: the day's list as CSV (columns: `HEARING_COLUMNS` in libs/hearing) or as
 * iCalendar (RFC 5545). With `save` false nothing is written, whatever is in it; with `save` true every hearing that can be
 * scheduled is, and the others are told by line. What was made before (same UID, or same case number and beginning) is not
 * made again.
 */
export const HearingImport = z.strictObject({ kind: z.enum(['csv', 'ical']), text: ListText, save: z.boolean() });
export type HearingImport = z.infer<typeof HearingImport>;

/** `fit`: could be scheduled, or with `saved` were. `known`: are there already. `days`: of the facility, of both. */
export const HearingImportReport = z.object({
  rows: z.int(),
  fit: z.int(),
  known: z.int(),
  saved: z.boolean(),
  days: z.array(z.object({ day: z.string(), hearings: z.int() })),
  problems: z.array(ImportProblem),
});
export type HearingImportReport = z.infer<typeof HearingImportReport>;

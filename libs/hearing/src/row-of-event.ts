import { instantOf } from '#booking';
import { type ImportProblem, type ImportProblemCode, importProblem } from '#protocol';
import { HEARING_COLUMNS, type ListedRow } from './hearing-of-row.js';

/** A time of a calendar as it is written there: a moment, a clock on some wall, or a day without a time. */
export type EventTime =
  | { readonly instant: string }
  | { readonly day: string; readonly time: string; readonly zone?: string | undefined }
  | 'whole-day';

/** What is read of one VEVENT (RFC 5545). `line`: of its BEGIN. */
export interface CalendarEvent {
  readonly line: number;
  readonly uid: string;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  /** Name of the attendee with the role CHAIR. */
  readonly chair: string;
  readonly start: EventTime | undefined;
  readonly end: EventTime | undefined;
  readonly repeats: boolean;
  readonly calledOff: boolean;
}

/** Where in an event the needed columns stand. */
const PROPERTY: Readonly<Record<string, string>> = { case: 'SUMMARY', courtroom: 'LOCATION', to: 'DTEND' };
/** How a problem of a hearing made from an event names its place. */
export const propertyOf = (column: string): string => PROPERTY[column] ?? column;

/**
 * An event as a row of a list: SUMMARY is the case number, LOCATION the courtroom, lines `column: value` of DESCRIPTION are
 * further columns, and who chairs is the judge. A time without a zone is of the facility's clock.
 */
export function rowOfEvent(
  event: CalendarEvent,
  zone: string,
): { readonly row: ListedRow } | { readonly problems: readonly ImportProblem[] } {
  const { line, uid, summary, location, chair } = event;
  const problems: ImportProblem[] = [];
  const wrong = (code: ImportProblem['code'], column?: string) => void problems.push(importProblem(line, code, column));
  if (uid === '') wrong('cell-missing', 'UID');
  if (event.repeats) wrong('event-repeats', 'RRULE');
  if (event.calledOff) wrong('event-called-off', 'STATUS');
  const moment = (column: string, time: EventTime | undefined): string | undefined => {
    const found = time === undefined ? 'cell-missing' : momentOf(time, zone);
    if (typeof found === 'object') return found.instant;
    wrong(found, column);
    return undefined;
  };
  const [from, to] = [moment('DTSTART', event.start), moment('DTEND', event.end)];
  if (from !== undefined && to !== undefined && to <= from) wrong('times-wrong', 'DTEND');
  if (problems.length > 0 || from === undefined || to === undefined) return { problems };
  const cells = { ...(chair !== '' && { judge: chair }), ...columnsIn(event.description) };
  return { row: { line, source: uid, times: { from, to }, cells: { ...cells, case: summary, courtroom: location } } };
}

function momentOf(time: EventTime, usual: string): { readonly instant: string } | ImportProblemCode {
  if (time === 'whole-day') return 'whole-day';
  if ('instant' in time) return time;
  try {
    const instant = instantOf(time.day, time.time, time.zone ?? usual);
    return instant === undefined ? 'time-wrong' : { instant };
  } catch {
    // No zone of that name is known.
    return 'zone-unknown';
  }
}

/** Lines of a description that begin with the name of a column and a colon. */
function columnsIn(description: string): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const text of description.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^\s*([a-z]+)\s*:(.*)$/i.exec(text) ?? [];
    const column = HEARING_COLUMNS.others.find((one) => one === name.toLowerCase());
    if (column !== undefined) cells[column] = value.trim();
  }
  return cells;
}

import { type CalendarEvent, type EventTime, type ListedRow, rowOfEvent } from '#hearing';
import type { ImportProblem } from '#protocol';
import ICAL from 'ical.js';
import { createHash } from 'node:crypto';
import { notUtf8 } from '../lists/read-csv.js';

interface ReadCalendar {
  readonly rows: readonly ListedRow[];
  readonly problems: readonly ImportProblem[];
}

const FAILED: ReadCalendar = { rows: [], problems: [{ line: 1, code: 'not-calendar' }] };

/** The events of an iCalendar file (RFC 5545) as rows of a list. `zone`: of times that name none. */
export function readCalendar(text: string, zone: string): ReadCalendar {
  const garbled = notUtf8(text);
  if (garbled) return { rows: [], problems: [garbled] };
  let events: CalendarEvent[];
  try {
    events = eventsIn(text.replace(/^\uFEFF/, ''));
  } catch {
    return FAILED;
  }
  if (events.length === 0) return FAILED;
  const read = events.map((event) => rowOfEvent(event, zone));
  return {
    rows: read.flatMap((one) => ('row' in one ? [hashed(one.row)] : [])),
    problems: read.flatMap((one) => ('problems' in one ? one.problems : [])),
  };
}

/** Names that systems give may hold more than anybody needs to know here. */
const hashed = ({ source = '', ...row }: ListedRow): ListedRow => ({
  ...row,
  source: createHash('sha256').update(source).digest('hex'),
});

/** Throws what the parser throws. */
function eventsIn(text: string): CalendarEvent[] {
  const parsed: unknown = ICAL.parse(text);
  // Of several calendars in one file: [[name, …], …] instead of [name, …].
  const calendars = (Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
  const lines = [...beginnings(text)];
  const found = calendars.flatMap((one) => withoutShifts(new ICAL.Component(one)).getAllSubcomponents('vevent'));
  return found.map((event, at) => eventOf(event, lines[at] ?? 1));
}

/** Lines at which an event begins. */
function* beginnings(text: string): Generator<number> {
  for (const [at, line] of text.split(/\r?\n/).entries()) if (/^BEGIN:VEVENT\s*$/i.test(line)) yield at + 1;
}

type Component = InstanceType<typeof ICAL.Component>;

/**
 * Zones of the file's own that change with the seasons are taken off: whoever wrote it could make working them out last as
 * long as they like. A zone with a name that everybody knows needs none.
 */
function withoutShifts(calendar: Component): Component {
  const shifts = (zone: Component) =>
    zone.getAllSubcomponents().length > 2 ||
    zone.getAllSubcomponents().some((rule) => rule.hasProperty('rrule') || rule.hasProperty('rdate'));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) if (shifts(zone)) calendar.removeSubcomponent(zone);
  return calendar;
}

function eventOf(event: Component, line: number): CalendarEvent {
  const text = (name: string): string => {
    const value: unknown = event.getFirstPropertyValue(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const chair = event.getAllProperties('attendee').find((one) => parameter(one, 'role')?.toUpperCase() === 'CHAIR');
  // Of a series that was changed at one date, only this date.
  const instance = event.getFirstPropertyValue('recurrence-id');
  return {
    line,
    uid: text('uid') && [text('uid'), ...(instance === null ? [] : [String(instance)])].join(' '),
    summary: text('summary'),
    location: text('location'),
    description: text('description'),
    chair: (chair && parameter(chair, 'cn')) ?? '',
    start: timeOf(event, 'dtstart'),
    end: timeOf(event, 'dtend') ?? endOf(event),
    repeats: event.hasProperty('rrule') || event.hasProperty('rdate'),
    calledOff: text('status').toUpperCase() === 'CANCELLED',
  };
}

function parameter(property: InstanceType<typeof ICAL.Property>, name: string): string | undefined {
  const value: unknown = property.getParameter(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function timeOf(event: Component, name: 'dtstart' | 'dtend'): EventTime | undefined {
  const property = event.getFirstProperty(name);
  const value: unknown = property?.getFirstValue();
  if (!(value instanceof ICAL.Time)) return undefined;
  return written(value, property ? parameter(property, 'tzid') : undefined);
}

/** Where an event says how long it is instead of when it ends. */
function endOf(event: Component): EventTime | undefined {
  const property = event.getFirstProperty('dtstart');
  const [start, length]: unknown[] = [property?.getFirstValue(), event.getFirstPropertyValue('duration')];
  if (!(start instanceof ICAL.Time) || !(length instanceof ICAL.Duration)) return undefined;
  const end = start.clone();
  end.addDuration(length);
  return written(end, property ? parameter(property, 'tzid') : undefined);
}

function written(value: InstanceType<typeof ICAL.Time>, named: string | undefined): EventTime {
  if (value.isDate) return 'whole-day';
  // A zone that the file itself describes, or UTC; names of zones that it only mentions are left to the rules.
  if (value.zone !== ICAL.Timezone.localTimezone) return { instant: value.toJSDate().toISOString() };
  const [day = '', time = ''] = value.toString().split('T');
  return { day, time: time.slice(0, 5), ...(named !== undefined && { zone: named }) };
}

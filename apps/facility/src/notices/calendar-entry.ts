import type { NoticeFacts, NoticeKind } from '#protocol';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarFacts {
  readonly booking: string;
  /** SEQUENCE of RFC 5545: a calendar takes the highest. */
  readonly sequence: number;
  /** Domain-like part of the UID, the same for ever at one facility. */
  readonly origin: string;
  readonly stamp: Date;
  readonly summary: string;
}

/** Kinds whose letter carries a calendar entry. */
const IN_CALENDAR: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['confirmed', 'moved', 'cancelled', 'reminder']);

/** The consultation as an iCalendar file (RFC 5545), or nothing for what is not agreed. The UID is stable, no name in it. */
export function calendarEntry(kind: NoticeKind, facts: NoticeFacts, about: CalendarFacts): string | undefined {
  if (!IN_CALENDAR.has(kind)) return undefined;
  const over = kind === 'cancelled';
  const calendar = ical({
    prodId: { company: 'Habeas', product: 'facility' },
    method: over ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${about.booking}@${about.origin.replaceAll('/', '.')}`,
    sequence: about.sequence,
    stamp: about.stamp,
    start: new Date(facts.from),
    end: new Date(facts.to),
    summary: about.summary,
    status: over ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}

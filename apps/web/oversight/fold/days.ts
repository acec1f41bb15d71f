import type { LogEntry } from '../read-log.js';
import { findGaps, type Gap } from './gaps.js';
import { grouped } from './grouped.js';
import { ordered, shown } from './ordered.js';
import { BREAKS, type SessionStory } from './sessions.js';

/** What the log tells of one calendar day of the facility. */
export interface DayStory {
  /** `2026-11-23`. */
  readonly day: string;
  readonly entries: number;
  readonly sessions: readonly SessionStory[];
  /** Sessions whose seal did not hold. */
  readonly breaks: number;
  /** Requests that were refused, in sessions and outside of them. */
  readonly refused: number;
  readonly complaints: number;
  readonly gaps: readonly Gap[];
}

/**
 * The days that have entries, the newest first. A session is of the day on which it began. `dayOf`: the facility's calendar.
 * A gap before the first readable entry is of the first day.
 */
export function foldDays(
  entries: readonly LogEntry[],
  sessions: readonly SessionStory[],
  dayOf: (time: string) => string,
): DayStory[] {
  const read = ordered(entries);
  const first = read[0] && dayOf(read[0].leaf.time);
  const days = grouped(read, ({ leaf }) => dayOf(leaf.time));
  const gaps = grouped(findGaps(entries), ({ time }) => (time === undefined ? first : dayOf(time)));
  const begun = grouped(sessions, ({ from }) => dayOf(from));
  return [...days]
    .map(([day, own]) => {
      const of = (type: string) => own.filter(({ leaf }) => leaf.type === type);
      const today = begun.get(day) ?? [];
      return {
        day,
        entries: own.length,
        sessions: today,
        breaks: today.filter(({ findings }) => findings.some((one) => BREAKS.has(one))).length,
        refused: of('gateway.refused').reduce(
          (sum, entry) => sum + ((shown(entry, 'count') as number | undefined) ?? 0),
          0,
        ),
        complaints: of('complaint.made').length,
        gaps: gaps.get(day) ?? [],
      };
    })
    .toSorted((one, other) => (one.day < other.day ? 1 : -1));
}

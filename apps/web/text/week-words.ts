import type { OpeningHours } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { CALENDAR_NAMES } from './calendar-names.js';
import { currentLocale } from './locale.js';

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** `09:00–13:00, 14:00–18:00`; empty when closed. */
export const dayTimes = (
  hours: readonly Pick<OpeningHours, 'weekday' | 'opens' | 'closes'>[],
  weekday: number,
): string =>
  hours
    .filter((one) => one.weekday === weekday)
    .toSorted((a, b) => a.opens.localeCompare(b.opens))
    .map(({ opens, closes }) => `${opens}–${closes}`)
    .join(', ');

/** `25.11.2026`: stands in a sentence of every language as it is. */
const numbers = (day: string): string => day.split('-').toReversed().join('.');

/** Days in a row with the same times as one: `Monday–Friday 09:00–18:00`, `every day 00:00–24:00`. */
function daysWords(hours: readonly OpeningHours[]): string {
  const runs: { first: number; last: number; times: string }[] = [];
  for (const day of DAYS) {
    const times = dayTimes(hours, day);
    const run = runs.at(-1);
    if (run?.times === times) run.last = day;
    else runs.push({ first: day, last: day, times });
  }
  const names = CALENDAR_NAMES[currentLocale()].weekdays;
  const named = ({ first, last }: { first: number; last: number }) => {
    if (first === 1 && last === 7) return m.every_day();
    const [from = '', to = ''] = [names[first - 1], names[last - 1]];
    return first === last ? from : `${from}–${to}`;
  };
  return runs
    .filter(({ times }) => times !== '')
    .map((run) => `${named(run)} ${run.times}`)
    .join('; ');
}

/** The hours of a booth that are in force on `today` or later, a line for each time they are the same. */
export function weekWords(hours: readonly OpeningHours[], today: string): string[] {
  const current = hours.filter(({ expires }) => expires === undefined || expires > today);
  const spans = new Map<string, OpeningHours[]>();
  for (const one of current.toSorted((a, b) => a.effective.localeCompare(b.effective))) {
    const span = `${one.effective} ${one.expires ?? ''}`;
    spans.set(span, [...(spans.get(span) ?? []), one]);
  }
  return [...spans].map(([span, same]) => {
    const [effective = '', expires = ''] = span.split(' ');
    const words = daysWords(same);
    if (effective > today) return m.hours_from({ day: numbers(effective), words });
    return expires === '' ? words : m.hours_until({ day: numbers(expires), words });
  });
}

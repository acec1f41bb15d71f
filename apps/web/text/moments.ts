import { wallTime } from '#booking';
import { CALENDAR_NAMES } from './calendar-names.js';
import { currentLocale, type Locale } from './locale.js';

export { clockTime, instantOf, wallTime } from '#booking';

const two = (value: number) => String(value).padStart(2, '0');

/** `10:30`, 24 hours, in `zone`. */
export function clock(at: Date | string | number, zone: string): string {
  const wall = wallTime(at, zone);
  return `${two(wall.hour)}:${two(wall.minute)}`;
}

/** `2026-11-23`: the calendar day in `zone`. */
export function dayOf(at: Date | string | number, zone: string): string {
  const wall = wallTime(at, zone);
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
}

/** `Monday 23 November` for `2026-11-23`, in the language of the page (names of our own). */
export function dayWords(day: string, locale: Locale = currentLocale()): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const names = CALENDAR_NAMES[locale];
  const weekday = names.weekdays[(new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7] ?? '';
  const monthName = names.months[month - 1] ?? '';
  if (locale === 'en') return `${weekday} ${date} ${monthName}`;
  if (locale === 'kk') return `${date} ${monthName}, ${weekday}`;
  return `${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1)}, ${date} ${monthName}`;
}

/** `Monday 23 November, 10:30`, in `zone`. */
export const dayAndClock = (at: Date | string | number, zone: string): string =>
  `${dayWords(dayOf(at, zone))}, ${clock(at, zone)}`;

/** `2026-11-23 10:30`, in `zone`: for tables. */
export const stamp = (at: Date | string | number, zone: string): string => `${dayOf(at, zone)} ${clock(at, zone)}`;

/** `2026-11-24` after `2026-11-23` with `days` 1. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `4:07`, minutes and seconds, for a length in milliseconds. */
export function length(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** `Almaty` for `Asia/Almaty`: how people outside are told whose clock it is. */
export const zoneLabel = (zone: string): string => (zone.split('/').pop() ?? zone).replaceAll('_', ' ');

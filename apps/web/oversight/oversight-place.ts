import { useHash } from '../ui/use-hash.js';

/** Parts of the page that have their own way in the navigation. */
export const PLACES = ['calendar', 'complaints', 'attempts', 'reads', 'waiting', 'log'] as const;
/** Without a server there are no waiting times, and first comes which log it is. */
export const OFFLINE_PLACES = ['verify', 'calendar', 'complaints', 'attempts', 'reads', 'log'] as const;
export type Way = (typeof PLACES)[number] | (typeof OFFLINE_PLACES)[number];
export type Place = Way | 'session';

/** What the address names: `#calendar/2026-11-23` is that day of the calendar. The first of `ways` if it names none. */
export function usePlace(ways: readonly [Way, ...Way[]]): { place: Place; part: string | undefined } {
  const [first, part] = useHash().split('/', 2);
  const place = first === 'session' ? first : ways.find((way) => way === first);
  return { place: place ?? ways[0], part };
}

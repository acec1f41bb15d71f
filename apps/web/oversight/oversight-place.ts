import { useHash } from '../ui/use-hash.js';

/** Parts of the page that have their own way in the navigation. */
export const PLACES = ['calendar', 'complaints', 'attempts', 'reads', 'waiting', 'log'] as const;
const ALL = [...PLACES, 'session'] as const;
export type Place = (typeof ALL)[number];

/** What the address names: `#calendar/2026-11-23` is that day of the calendar. */
export function usePlace(): { place: Place; part: string | undefined } {
  const [first, part] = useHash().split('/', 2);
  return { place: ALL.find((place) => place === first) ?? PLACES[0], part };
}

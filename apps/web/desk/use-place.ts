import { useHash } from '../ui/use-hash.js';

export const PLACES = ['day', 'queue', 'booths', 'people'] as const;
/** A part of the desk; the own account is reached by the person's name. */
export type Place = (typeof PLACES)[number] | 'account';

/** The part of the desk that the address names. */
export function usePlace(): Place {
  const hash = useHash();
  return hash === 'account' ? hash : (PLACES.find((place) => place === hash) ?? 'day');
}

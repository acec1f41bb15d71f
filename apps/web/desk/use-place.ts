import type { Role } from '#protocol';
import { useHash } from '../ui/use-hash.js';

export const PLACES = ['day', 'queue', 'booths', 'people', 'line', 'accounts', 'status'] as const;
/** A part of the desk; the own account is reached by the person's name, `access` with a code. */
export type Place = (typeof PLACES)[number] | 'account' | 'access';

/** The operator runs the machine, not the day. */
export const placesOf = (role: Role | undefined): readonly (typeof PLACES)[number][] =>
  role === 'operator' ? ['status', 'line', 'accounts'] : ['day', 'queue', 'booths', 'people', 'line', 'accounts'];

/** The part of the desk that the address names, if it is one for this role. */
export function usePlace(role: Role | undefined): Place {
  const hash = useHash();
  if (hash === 'account') return hash;
  if (hash.startsWith('access')) return 'access';
  const own = placesOf(role);
  return own.find((place) => place === hash) ?? own[0] ?? 'day';
}

import { dayOf, instantOf } from '../text/moments.js';

/** The moment at which the facility's present day began: what began before it and has no end is over. */
export const todayBegan = (now: string, zone: string): string => instantOf(dayOf(now, zone), '00:00', zone) ?? now;

import type { Bell, BoothCheckFound, DeskBooking, DeskDay } from '#protocol';

const HOUR_MS = 3_600_000;

/** Booked, not yet at the door, and due: already late, or within the hour. The earliest first. */
export const arrivingNext = ({ now, bookings }: DeskDay): DeskBooking[] =>
  bookings
    .filter(({ state, from }) => state === 'confirmed' && Date.parse(from) < Date.parse(now) + HOUR_MS)
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));

/** Bookings for which a slip can be made: not over, not cancelled, not running. The earliest first. */
export const movements = ({ now, bookings }: DeskDay): DeskBooking[] =>
  bookings
    .filter(({ state, to }) => (state === 'confirmed' || state === 'admitted') && Date.parse(to) > Date.parse(now))
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));

export type BoothFault = 'no-kiosk' | 'offline' | 'broken';

/** Booths that cannot be relied on now, and why, in the order of the board. */
export function boothFaults({ booths, bookings }: DeskDay, bells: readonly Bell[] = []): [string, BoothFault][] {
  return booths.flatMap(({ number, enrolled }): [string, BoothFault][] => {
    if (!enrolled) return [[number, 'no-kiosk']];
    if (bells.some((bell) => bell.booth === number && bell.problem === 'kiosk-offline')) return [[number, 'offline']];
    const stopped = bookings.some(
      ({ booth, state, mark }) => booth === number && state === 'in-session' && mark === 'broken',
    );
    return stopped ? [[number, 'broken']] : [];
  });
}

/** Booths whose newest check of the day found a fault. */
export const checkFaults = ({ booths }: DeskDay): ({ booth: string } & BoothCheckFound)[] =>
  booths.flatMap(({ number, check }) => (check?.faults.length ? [{ booth: number, ...check }] : []));

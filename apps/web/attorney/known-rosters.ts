import { RosterPlace, type PartyBooking } from '#protocol';
import * as z from 'zod/mini';

const Known = z.object({ party: z.string(), roster: z.array(RosterPlace) });
export type KnownRoster = z.infer<typeof Known>;

interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const key = (booking: string) => `habeas-party-${booking}`;

/**
 * The party list of a booking as this device first saw it (E2EE.md §2): a server that names other parties later is
 * found out. `accept` replaces it, by a person's choice only.
 */
export class KnownRosters {
  constructor(readonly shelf: Shelf) {}

  of(booking: PartyBooking): KnownRoster {
    const stored = this.shelf.getItem(key(booking.id));
    if (stored === null) return this.accept(booking);
    const known = Known.safeParse(JSON.parse(stored));
    return known.success ? known.data : this.accept(booking);
  }

  accept({ id, party, roster }: PartyBooking): KnownRoster {
    this.shelf.setItem(key(id), JSON.stringify({ party, roster }));
    return { party, roster };
  }
}

/** Whether the server still names the parties that this device knows. */
export const sameRoster = (known: KnownRoster, booking: PartyBooking): boolean =>
  JSON.stringify([known.party, known.roster]) === JSON.stringify([booking.party, booking.roster]);

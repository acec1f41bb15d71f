import { type Expected, fromHex, type Offer, type Party } from '#seal';
import type { SealOffer, StoredBooking } from '../seal-messages.js';

type WireParty = SealOffer['roster'][number];

const partyOf = ({ role, party, label }: WireParty): Party => ({ role, party: fromHex(party), label });

/** Throws RangeError when the page's own store is not hex: nothing can start then. */
export const expectedOf = ({ booking, own, roster }: StoredBooking): Expected => ({
  booking: fromHex(booking),
  own: fromHex(own),
  parties: roster.map(partyOf),
});

/** Nothing when ids of the server's offer are not hex. */
export function offerOf({ suite, booking, round, roster }: SealOffer): Offer | undefined {
  try {
    return { suite, booking: fromHex(booking), round: fromHex(round), roster: roster.map(partyOf) };
  } catch {
    return undefined;
  }
}

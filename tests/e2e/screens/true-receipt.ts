import type { Receipt } from '#protocol';
import { testKey } from '../../unit/ledger/log-builder.js';
import { joined, played, receiptOf, seenBy, verdictsOf } from '../../unit/receipt/played-session.js';

/** The receipt of an attorney that verifies: a real handshake, and a log of its own, signed by the key of this `seed`. */
export async function trueReceipt(booking: string, session: string, seed = 7): Promise<Receipt> {
  const seen = seenBy(await played([[0, 1]], booking), 1);
  const said = [joined(1), joined(2), ...(await verdictsOf(seen[0]!))];
  return receiptOf(said, seen, { booking, session, signer: testKey(seed) });
}

import type { CountedVoice } from '#protocol';
import { grownOver, type StreamLooks } from './stream-looks.js';

/**
 * How often Chromium 156 asks for a packet of sound until it has it. Measured through Janus 1.1.2 (docs/adr/0029): 1.3 to 1.5 at
 * 5 to 20 % of random loss and round trips up to 60 ms; 1.9 at 150 ms.
 */
const ASKED_FOR = 1.4;

/**
 * What is missing of each voice over the looks that are kept. What was sent again comes as any other packet does (no RTX for
 * sound), so `packetsLost` has only what never came; the rest is known by the requests alone (`nackCount`), of which one is
 * sent for a gap however long it is: losses in a row are told too small. `seats`: whose stream a section is, by `mid`.
 */
export function missingSound(
  streams: Iterable<StreamLooks>,
  seats: ReadonlyMap<string, number>,
): readonly CountedVoice[] {
  return [...streams].flatMap(({ kind, mid, looks }) => {
    const seat = kind === 'audio' && mid !== undefined ? seats.get(mid) : undefined;
    if (seat === undefined || looks.length < 2) return [];
    const { packetsReceived, packetsLost, nackCount } = grownOver(looks);
    const packets = packetsReceived + packetsLost;
    if (packetsReceived === 0) return [];
    const missing = Math.max(0, packetsLost) + nackCount / ASKED_FOR;
    return [{ seat, packets, missing: Math.min(packets, Math.round(missing)) }];
  });
}

import type { SeenRound } from '#protocol';
import { fromBase64Url, recomputeTranscript, SealError, toBase64Url, toHex } from '#seal';
import { ReceiptError } from './receipt-error.js';
import { isSigned } from './is-signed.js';

/** One who held the key of a round. `vk` and `device` are Ed25519 public keys, base64url. */
export interface SeenParty {
  readonly role: number;
  readonly label: string;
  readonly vk: string;
  /** Key of the enrolled device that signed for the visit key; nothing for a device that is not enrolled. */
  readonly device?: string;
  /** The party whose receipt this is. */
  readonly own: boolean;
  /** The signed answer to "are the numbers the same" that this device sent or got. */
  readonly same?: boolean;
}

/** A handshake whose transcript was recomputed and whose verdicts are signed. `T` and `round` are hex. */
export interface CheckedRound {
  readonly T: string;
  readonly round: string;
  readonly parties: readonly SeenParty[];
}

/** Recomputes what a device saw, of this `booking` if it is known. Throws ReceiptError `transcript-malformed` or `verdict-not-signed`. */
export async function checkRound(seen: SeenRound, booking?: string): Promise<CheckedRound> {
  const { offer, transcript } = await recomputed(seen);
  if (booking !== undefined && toHex(offer.booking) !== booking)
    throw new ReceiptError('transcript-malformed', 'it is of another booking');
  if (seen.me >= offer.roster.length) throw new ReceiptError('transcript-malformed', 'the own place is not in it');
  const said = new Map<number, boolean>();
  for (const { from, same, signature } of seen.verdicts) {
    const vk = transcript.reveals[from]?.vk;
    if (!vk || !(await isSigned(() => ({ same, signature: fromBase64Url(signature), T: transcript.T, from, vk }))))
      throw new ReceiptError('verdict-not-signed', `the verdict of party ${from} is not signed by its key`);
    said.set(from, same);
  }
  const parties = offer.roster.map(({ role, label }, place) => {
    const { vk, cred } = transcript.reveals[place]!;
    const same = said.get(place);
    return {
      role,
      label,
      vk: toBase64Url(vk),
      own: place === seen.me,
      ...(cred.length > 0 && { device: toBase64Url(cred.slice(0, 32)) }),
      ...(same !== undefined && { same }),
    };
  });
  return { T: toHex(transcript.T), round: toHex(offer.round), parties };
}

async function recomputed({ ctx, reveals }: SeenRound): ReturnType<typeof recomputeTranscript> {
  try {
    return await recomputeTranscript(
      fromBase64Url(ctx),
      reveals.map((reveal) => fromBase64Url(reveal)),
    );
  } catch (error) {
    if (!(error instanceof SealError || error instanceof RangeError)) throw error;
    throw new ReceiptError('transcript-malformed', `what the device saw is no transcript: ${error.message}`);
  }
}

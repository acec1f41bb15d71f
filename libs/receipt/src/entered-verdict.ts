import { commitmentOpens, type Leaf } from '#ledger';
import type { SessionEntries } from '#protocol';
import { fromBase64Url, fromHex } from '#seal';
import * as z from 'zod/mini';
import { isSigned } from './is-signed.js';
import { ReceiptError } from './receipt-error.js';

/** A `code.verdict` of the log. `T`: the transcript it was signed on, hex; only known when the details came with it. */
export interface EnteredVerdict {
  readonly vk: string;
  readonly same: boolean;
  readonly T?: string;
}

/** Details under the commitment of a `code.verdict`: `T` and `sig` hex, `vk` base64url. */
const Details = z.object({ T: z.string(), i: z.number(), s: z.number(), sig: z.string(), vk: z.string() });

/**
 * Reads a verdict, and checks what lies under its commitment if that was shown: the HMAC, and the signature of the visit key.
 * Throws ReceiptError `opening-differs` or `verdict-not-signed`.
 */
export async function enteredVerdict(
  index: number,
  leaf: Leaf,
  opened: SessionEntries['entries'][number]['opened'],
): Promise<EnteredVerdict> {
  const { vk, same } = leaf.public as { vk: string; same: boolean };
  if (opened === undefined) return { vk, same };
  const details = Details.safeParse(opened.details);
  if (!details.success || !commitmentOpens(leaf.commitment, opened))
    throw new ReceiptError('opening-differs', `what is shown of entry ${index} is not what it commits to`, index);
  const { T, i, s, sig } = details.data;
  const read = () => ({ same, signature: fromHex(sig), T: fromHex(T), from: i, vk: fromBase64Url(vk) });
  if (details.data.vk !== vk || s !== (same ? 1 : 0) || !(await isSigned(read)))
    throw new ReceiptError('verdict-not-signed', `entry ${index} is not signed by the key it names`, index);
  return { vk, same, T };
}

import { SessionEntries } from '#protocol';
import { utf8 } from './bytes.js';
import { openCheckpoint } from './checkpoint.js';
import type { VerifyEd25519 } from './ed25519.js';
import { LedgerError } from './errors.js';
import { leafHash, rootFromInclusion } from './merkle.js';
import { parseProof } from './tlog-proof.js';
import type { VerifierKey } from './verifier-key.js';

/** One proof of a receipt, its checkpoint opened. */
export interface ReceiptProof {
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** Known when the receipt carries the leaf. */
  readonly leafHash?: Uint8Array;
  /** Root that the proof leads a leaf hash to. */
  rootFor(leaf: Uint8Array): Uint8Array | undefined;
}

export interface OpenedReceipt {
  readonly name: string;
  readonly proofs: readonly ReceiptProof[];
}

/** Opens a receipt (JSON) or a bare tlog-proof. Throws `receipt-malformed`, `proof-malformed` and as openCheckpoint. */
export async function openReceipt(
  name: string,
  text: string,
  key: VerifierKey,
  verify?: VerifyEd25519,
): Promise<OpenedReceipt> {
  const items = text.startsWith('c2sp.org/tlog-proof@') ? [{ proof: text }] : parseReceipt(text).entries;
  const proofs: ReceiptProof[] = [];
  for (const item of items) {
    const proof = parseProof(item.proof);
    const { size, root } = await openCheckpoint(proof.checkpoint, key, verify);
    if (proof.index >= size) throw new LedgerError('proof-wrong', `entry ${proof.index} is beyond the size ${size}`);
    if ('index' in item && item.index !== proof.index) {
      throw new LedgerError('receipt-malformed', `the proof of entry ${item.index} is for ${proof.index}`);
    }
    proofs.push({
      index: proof.index,
      size,
      root,
      ...('leaf' in item && { leafHash: leafHash(utf8(item.leaf)) }),
      rootFor: (leaf) => rootFromInclusion(leaf, proof.index, size, proof.path),
    });
  }
  return { name, proofs };
}

function parseReceipt(text: string): SessionEntries {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LedgerError('receipt-malformed', 'neither a receipt nor a tlog-proof');
  }
  const parsed = SessionEntries.safeParse(value);
  if (!parsed.success) throw new LedgerError('receipt-malformed', 'not a receipt');
  return parsed.data;
}

import type { SessionEntries } from '#protocol';
import { utf8 } from './bytes.js';
import { ChainRules } from './chain-rules.js';
import type { VerifyEd25519 } from './ed25519.js';
import { LedgerError, type LedgerErrorCode } from './errors.js';
import { decodeLeaf, type Leaf } from './leaf.js';
import { leafHash } from './merkle.js';
import { verifyProof } from './tlog-proof.js';
import { formatVkey, parseVkey } from './verifier-key.js';

/** What a session's entries prove by themselves, without the log. `closed`: its closing entry is among them. */
export type EntriesCheck =
  | { readonly ok: true; readonly leaves: readonly Leaf[]; readonly closed: boolean }
  | { readonly ok: false; readonly code: LedgerErrorCode; readonly message: string; readonly entry?: number };

/**
 * Checks the entries of a receipt against the log's verifier key, offline: each leaf is well-formed, belongs to the session,
 * is proven under a checkpoint of that key, and the session's chain begins at 0 without a gap. Never throws for bad ones.
 */
export async function checkSessionEntries(
  receipt: SessionEntries,
  vkey: string,
  ed25519?: VerifyEd25519,
): Promise<EntriesCheck> {
  const leaves: Leaf[] = [];
  const rules = new ChainRules();
  let entry: number | undefined;
  let last = -1;
  try {
    const key = parseVkey(vkey);
    if (receipt.vkey.trim() !== formatVkey(key)) throw new LedgerError('vkey-differs', 'the receipt names another key');
    for (const item of receipt.entries) {
      entry = item.index;
      const bytes = utf8(item.leaf);
      const leaf = decodeLeaf(bytes);
      const { index, checkpoint } = await verifyProof(item.proof, leafHash(bytes), key, ed25519);
      if (index !== item.index || index <= last) throw new LedgerError('receipt-malformed', 'entries are out of order');
      if (leaf.session !== receipt.session) throw new LedgerError('receipt-malformed', 'a leaf of another session');
      if (leaf.facility !== checkpoint.origin) throw new LedgerError('leaf-facility', `it names ${leaf.facility}`);
      rules.take(leaf);
      last = index;
      leaves.push(leaf);
    }
    return { ok: true, leaves, closed: rules.isClosed(`session ${receipt.session}`) };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return { ok: false, code: error.code, message: error.message, ...(entry !== undefined && { entry }) };
  }
}

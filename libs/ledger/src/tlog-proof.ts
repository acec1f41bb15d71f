import { equalBytes, fromBase64, toBase64 } from './bytes.js';
import { openCheckpoint, type Checkpoint } from './checkpoint.js';
import type { VerifyEd25519 } from './ed25519.js';
import { LedgerError } from './errors.js';
import { rootFromInclusion } from './merkle.js';
import type { VerifierKey } from './verifier-key.js';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** A proof of c2sp.org/tlog-proof. `checkpoint` is the signed note, verbatim; `extra` is trusted by nobody. */
export interface TlogProof {
  readonly extra?: Uint8Array;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}

export function formatProof(proof: TlogProof): string {
  const extra = proof.extra === undefined ? [] : [`extra ${toBase64(proof.extra)}`];
  return [HEADER, ...extra, `index ${proof.index}`, ...proof.path.map(toBase64), '', proof.checkpoint].join('\n');
}

const malformed = (why: string): never => {
  throw new LedgerError('proof-malformed', why);
};

/** Reads a proof text. Throws `proof-malformed`. */
export function parseProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  if (split < 0) malformed('no checkpoint');
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== HEADER) malformed('not a tlog-proof of version 1');
  let extra: Uint8Array | undefined;
  if (lines[0]?.startsWith('extra ')) extra = fromBase64(lines.shift()!.slice(6)) ?? malformed('extra is not base64');
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1] ?? malformed('no index');
  if (!Number.isSafeInteger(Number(index))) malformed('the index is too large');
  const path = lines.map((line) => {
    const hash = fromBase64(line);
    return hash?.length === 32 ? hash : malformed('a hash is malformed');
  });
  return { ...(extra && { extra }), index: Number(index), path, checkpoint: text.slice(split + 2) };
}

/**
 * Verifies that an entry with this leaf hash is in the log of `key`. Returns the checkpoint it is under.
 * Throws as parseProof and openCheckpoint, and `proof-wrong`.
 */
export async function verifyProof(
  text: string,
  leaf: Uint8Array,
  key: VerifierKey,
  verify?: VerifyEd25519,
): Promise<{ index: number; checkpoint: Checkpoint }> {
  const proof = parseProof(text);
  const checkpoint = await openCheckpoint(proof.checkpoint, key, verify);
  const root = rootFromInclusion(leaf, proof.index, checkpoint.size, proof.path);
  if (root === undefined || !equalBytes(root, checkpoint.root)) {
    throw new LedgerError('proof-wrong', `the proof does not lead entry ${proof.index} to the signed root`);
  }
  return { index: proof.index, checkpoint };
}

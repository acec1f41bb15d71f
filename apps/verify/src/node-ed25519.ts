import type { VerifyEd25519 } from '#ledger';
import { createPublicKey, verify } from 'node:crypto';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Node's own Ed25519: its WebCrypto one prints a warning in Node 20. */
export const nodeEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return Promise.resolve(false);
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
    return Promise.resolve(verify(null, message, key, signature));
  } catch {
    return Promise.resolve(false);
  }
};

import { type Bytes, concat } from './bytes.js';
import { hash, u8 } from './notation.js';
import { verifyEd25519 } from './reveal.js';
import { SealError } from './seal-error.js';
import { signEd25519 } from './sign.js';

/** CONFIRM of E2EE.md §3.5 and the proof of §7: both are `sig (64) ‖ mac (32)` under another label. */
export type ProofLabel = 'sign confirm' | 'sign resume';

export const PROOF_LENGTH = 96;

/** `transcript` is T, or T' of a resume. */
export async function signProof(
  name: ProofLabel,
  secret: CryptoKey,
  transcript: Uint8Array,
  me: number,
): Promise<Bytes> {
  return signEd25519(secret, await hash(name, transcript, u8(me)));
}

export async function encodeProof(confirmOut: CryptoKey, transcript: Uint8Array, signature: Bytes): Promise<Bytes> {
  const mac = await crypto.subtle.sign('HMAC', confirmOut, concat(transcript, signature));
  return concat(signature, new Uint8Array(mac));
}

/** Throws SealError `bad-confirm` (length, mac) or `bad-signature`. */
export async function checkProof(
  name: ProofLabel,
  body: Bytes,
  confirmIn: CryptoKey,
  vk: Bytes,
  signed: { readonly transcript: Uint8Array; readonly peer: number },
): Promise<void> {
  if (body.length !== PROOF_LENGTH) throw new SealError('bad-confirm');
  const signature = body.slice(0, 64);
  const authentic = await crypto.subtle.verify('HMAC', confirmIn, body.slice(64), concat(signed.transcript, signature));
  if (!authentic) throw new SealError('bad-confirm');
  const message = await hash(name, signed.transcript, u8(signed.peer));
  if (!(await verifyEd25519(vk, signature, message))) throw new SealError('bad-signature');
}

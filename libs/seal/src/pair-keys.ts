import type { Bytes } from './bytes.js';
import { hkdf } from './notation.js';
import { SealError } from './seal-error.js';

/** Keys between this party and one other, both ways; none is extractable (E2EE.md §3.4, §7). */
export interface PairKeys {
  readonly confirmOut: CryptoKey;
  readonly confirmIn: CryptoKey;
  readonly wrapOut: CryptoKey;
  readonly wrapIn: CryptoKey;
  /** Typed words (docs/adr/0010). */
  readonly wordsOut: CryptoKey;
  readonly wordsIn: CryptoKey;
}

/** `salt` is T (or T' of a resume). Throws SealError `weak-point` when the shared point is all-zero or X is no point. */
export async function derivePairKeys(
  secret: CryptoKey,
  X: Bytes,
  salt: Uint8Array,
  me: number,
  peer: number,
): Promise<PairKeys> {
  const Z = await sharedSecret(secret, X);
  const confirm = (i: number, j: number) =>
    crypto.subtle.deriveKey(hkdf(salt, 'confirm', i, j), Z, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
      'sign',
      'verify',
    ]);
  const sealing = (use: 'wrap' | 'words', i: number, j: number) =>
    crypto.subtle.deriveKey(hkdf(salt, use, i, j), Z, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const [confirmOut, confirmIn, wrapOut, wrapIn, wordsOut, wordsIn] = await Promise.all([
    confirm(me, peer),
    confirm(peer, me),
    sealing('wrap', me, peer),
    sealing('wrap', peer, me),
    sealing('words', me, peer),
    sealing('words', peer, me),
  ]);
  return { confirmOut, confirmIn, wrapOut, wrapIn, wordsOut, wordsIn };
}

async function sharedSecret(secret: CryptoKey, X: Bytes): Promise<CryptoKey> {
  let bits: Bytes;
  try {
    const open = await crypto.subtle.importKey('raw', X, 'X25519', false, []);
    bits = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: open }, secret, 256));
  } catch {
    throw new SealError('weak-point');
  }
  if (bits.every((byte) => byte === 0)) throw new SealError('weak-point');
  const key = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  bits.fill(0);
  return key;
}

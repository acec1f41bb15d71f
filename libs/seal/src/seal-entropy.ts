import type { Bytes } from './bytes.js';

/** `secret` is not extractable; `open` is the raw public key of 32 bytes. */
export interface SealKeyPair {
  readonly secret: CryptoKey;
  readonly open: Bytes;
}

/**
 * Where everything random of the seal comes from. An implementation must never give the same bytes or key twice;
 * only test vectors use fixed ones.
 */
export abstract class SealEntropy {
  /** `length` fresh random bytes; the caller may overwrite them. */
  abstract random(length: number): Bytes;
  /** A fresh visit key, Ed25519. */
  abstract visitKey(): Promise<SealKeyPair>;
  /** A fresh ephemeral key, X25519. */
  abstract ephemeral(): Promise<SealKeyPair>;
}

/** Keys made by WebCrypto; `draw` is `crypto.getRandomValues` in production. */
export class GeneratedEntropy extends SealEntropy {
  constructor(private readonly draw: (bytes: Bytes) => unknown) {
    super();
  }

  override random(length: number): Bytes {
    const bytes = new Uint8Array(length);
    this.draw(bytes);
    return bytes;
  }

  override async visitKey(): Promise<SealKeyPair> {
    return exportOpen(await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']));
  }

  override async ephemeral(): Promise<SealKeyPair> {
    return exportOpen(await crypto.subtle.generateKey('X25519', false, ['deriveBits']));
  }
}

async function exportOpen(pair: CryptoKeyPair): Promise<SealKeyPair> {
  return { secret: pair.privateKey, open: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
}

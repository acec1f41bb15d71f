import type { Bytes } from './bytes.js';

export async function signEd25519(secret: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', secret, message));
}

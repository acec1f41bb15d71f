/** Says whether `signature` is `publicKey`'s over `message`. False, never an exception, for wrong lengths. */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

/** Verification by the platform's WebCrypto (browsers, Node). */
export const webCryptoEd25519: VerifyEd25519 = async (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    const key = await globalThis.crypto.subtle.importKey('raw', own(publicKey), { name: 'Ed25519' }, false, ['verify']);
    return await globalThis.crypto.subtle.verify({ name: 'Ed25519' }, key, own(signature), own(message));
  } catch {
    return false;
  }
};

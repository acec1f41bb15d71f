import { type Bytes, signCred } from '#seal';

/** What an enrolled device puts into its reveals for a visit key; nothing for a device that is not enrolled. */
export function deviceCredential(
  device: CryptoKeyPair | undefined,
  ctxh: Uint8Array,
): ((vk: Bytes) => Promise<Bytes>) | undefined {
  if (device === undefined) return undefined;
  const { publicKey, privateKey } = device;
  return async (vk) => {
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
    return signCred(privateKey, raw, ctxh, vk);
  };
}

import { type KioskProof, kioskProofBytes } from '#protocol';
import { toBase64Url } from '#seal';

/** Shows that the holder of this key pair answers the challenge on this host, and signs nothing else. */
export async function kioskProof(
  { publicKey, privateKey }: CryptoKeyPair,
  host: string,
  challenge: string,
): Promise<KioskProof> {
  const signature = await crypto.subtle.sign('Ed25519', privateKey, kioskProofBytes(host, challenge));
  return {
    device: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))),
    challenge,
    signature: toBase64Url(new Uint8Array(signature)),
  };
}

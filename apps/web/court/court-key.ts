import { get, set } from 'idb-keyval';
import { type HearingClientFrame, hearingProofBytes } from '#protocol';
import { toBase64Url } from '#seal';

const KEY = 'court-device-key';

/** The key pair of this browser, made when it is first needed. No script can read its private half, not ours either. */
async function courtKey(): Promise<CryptoKeyPair> {
  const stored = await get<CryptoKeyPair>(KEY);
  if (stored) return stored;
  const made = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  await set(KEY, made);
  return made;
}

/** Shows that this browser holds the key that the link is, or becomes, bound to. */
export async function enterByLink(
  link: string,
  challenge: string,
): Promise<Extract<HearingClientFrame, { type: 'enter' }>> {
  const { publicKey, privateKey } = await courtKey();
  const signature = await crypto.subtle.sign('Ed25519', privateKey, hearingProofBytes(location.host, challenge, link));
  return {
    type: 'enter',
    link,
    device: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))),
    signature: toBase64Url(new Uint8Array(signature)),
  };
}

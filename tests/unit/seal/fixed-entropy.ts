import { type Bytes, concat, fromBase64Url, fromHex, type SealKeyPair } from '#seal';

const PKCS8 = { Ed25519: '302e020100300506032b657004220420', X25519: '302e020100300506032b656e04220420' } as const;

/** A key pair of a fixed seed, for vectors only. */
export async function pairFromSeed(algorithm: 'Ed25519' | 'X25519', seed: Bytes): Promise<SealKeyPair> {
  const der = concat(fromHex(PKCS8[algorithm]), seed);
  const uses: KeyUsage[] = algorithm === 'Ed25519' ? ['sign'] : ['deriveBits'];
  const visible = await crypto.subtle.importKey('pkcs8', der, algorithm, true, uses);
  const { x } = await crypto.subtle.exportKey('jwk', visible);
  const secret = await crypto.subtle.importKey('pkcs8', der, algorithm, false, uses);
  return { secret, open: fromBase64Url(x!) };
}

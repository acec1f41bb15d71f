import { expect, it } from 'vitest';
import { deviceCredential } from '../../../libs/calling/src/seal-worker/device-credential.js';
import { hash } from '../../../libs/seal/src/notation.js';
import { checkCred, encodeReveal, decodeReveal } from '../../../libs/seal/src/reveal.js';

const bytes = (fill: number) => new Uint8Array(32).fill(fill);
const revealWith = (cred: Uint8Array<ArrayBuffer>) =>
  decodeReveal(encodeReveal({ vk: bytes(1), X: bytes(2), r: bytes(3), cred }));

it('an enrolled device names its key and proves it for this visit key, with a key that no script can read', async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
  const cred = await deviceCredential(pair, bytes(9))!(bytes(1));
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  expect(cred.slice(0, 32)).toEqual(raw);
  const signed = await hash('device', bytes(9), bytes(1));
  expect(await crypto.subtle.verify('Ed25519', pair.publicKey, cred.slice(32), signed)).toBe(true);
  await checkCred(revealWith(cred), bytes(9));
  // Control: for another booking or another visit key it is refused.
  await expect(checkCred(revealWith(cred), bytes(8))).rejects.toMatchObject({ code: 'bad-signature' });
  const moved = { ...revealWith(cred), vk: bytes(4) };
  await expect(checkCred(moved, bytes(9))).rejects.toMatchObject({ code: 'bad-signature' });
});

it('a device that is not enrolled says nothing', () => {
  expect(deviceCredential(undefined, bytes(9))).toBeUndefined();
});

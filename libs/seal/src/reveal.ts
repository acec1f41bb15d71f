import { type Bytes, concat } from './bytes.js';
import { hash, u8, v } from './notation.js';
import { SealError } from './seal-error.js';

export const MAX_CRED = 512;
/** A present credential is `devicePub ‖ Sig_device(H("device", ctxh ‖ vk))`. */
const DEVICE_CRED = 96;

/** What a party commits to: visit key, ephemeral, nonce (32 bytes each) and credential (empty or 96 bytes). */
export interface Reveal {
  readonly vk: Bytes;
  readonly X: Bytes;
  readonly r: Bytes;
  readonly cred: Bytes;
}

export const encodeReveal = ({ vk, X, r, cred }: Reveal): Bytes => concat(vk, X, r, v(cred));

/** Throws SealError `bad-reveal`. */
export function decodeReveal(bytes: Bytes): Reveal {
  if (bytes.length < 98) throw new SealError('bad-reveal');
  const length = (bytes[96]! << 8) | bytes[97]!;
  if (length > MAX_CRED || bytes.length !== 98 + length) throw new SealError('bad-reveal');
  return { vk: bytes.slice(0, 32), X: bytes.slice(32, 64), r: bytes.slice(64, 96), cred: bytes.slice(98) };
}

/** `c_i` of E2EE.md §3.1. */
export const commitTo = (ctxh: Uint8Array, i: number, reveal: Uint8Array): Promise<Bytes> =>
  hash('commit', ctxh, u8(i), reveal);

/** `cc` of E2EE.md §3.2. */
export const hashCommits = (ctxh: Uint8Array, commits: readonly Uint8Array[]): Promise<Bytes> =>
  hash('commits', ctxh, ...commits);

/** `T` of E2EE.md §3.3. */
export const hashTranscript = (cc: Uint8Array, reveals: readonly Uint8Array[]): Promise<Bytes> =>
  hash('transcript', cc, ...reveals.map(v));

/** The credential of an enrolled device for a visit key. */
export async function signCred(device: CryptoKey, devicePub: Bytes, ctxh: Uint8Array, vk: Uint8Array): Promise<Bytes> {
  const signature = await crypto.subtle.sign('Ed25519', device, await hash('device', ctxh, vk));
  return concat(devicePub, new Uint8Array(signature));
}

/** Throws SealError `bad-reveal` (length) or `bad-signature`. Says nothing about who owns the device key. */
export async function checkCred(reveal: Reveal, ctxh: Uint8Array): Promise<void> {
  if (reveal.cred.length === 0) return;
  if (reveal.cred.length !== DEVICE_CRED) throw new SealError('bad-reveal');
  const signed = await hash('device', ctxh, reveal.vk);
  if (!(await verifyEd25519(reveal.cred.slice(0, 32), reveal.cred.slice(32), signed)))
    throw new SealError('bad-signature');
}

/** False also for a public key that is not a point. */
export async function verifyEd25519(vk: Bytes, signature: Bytes, signed: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', vk, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, signed);
  } catch {
    return false;
  }
}

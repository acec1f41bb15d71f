import { type Bytes, concat } from './bytes.js';
import { text, u16, u64 } from './notation.js';

/** SFrame (RFC 9605), the AES-GCM suites with 16-byte tags. */
export type SFrameSuite = 4 | 5;

const SUITES = {
  4: { hash: 'SHA-256', keyBits: 128 },
  5: { hash: 'SHA-512', keyBits: 256 },
} as const;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

export interface SFrameHeader {
  readonly kid: bigint;
  readonly ctr: bigint;
  /** Bytes of the header itself. */
  readonly length: number;
}

/** The key of one KID (RFC 9605 §4.4.2): `key` is not extractable. */
export interface SFrameKey {
  readonly kid: bigint;
  readonly key: CryptoKey;
  readonly salt: Bytes;
}

/** Header of RFC 9605 §4.3 for 64-bit `kid` and `ctr`, always minimal. */
export function encodeHeader(kid: bigint, ctr: bigint): Bytes {
  const [k, kidBytes] = field(kid);
  const [c, ctrBytes] = field(ctr);
  return concat(Uint8Array.of((k << 4) | c), kidBytes, ctrBytes);
}

/** Nothing for a header that is cut off or not minimal. */
export function decodeHeader(bytes: Uint8Array): SFrameHeader | undefined {
  const config = bytes[0];
  if (config === undefined) return undefined;
  const kid = readField(bytes, 1, config >> 4);
  const ctr = kid && readField(bytes, kid.end, config & 0x0f);
  return ctr && { kid: kid.value, ctr: ctr.value, length: ctr.end };
}

/** Four bits of the config byte, and the bytes that follow it. */
function field(value: bigint): [number, Bytes] {
  if (value < 8n) return [Number(value), new Uint8Array(0)];
  const bytes = u64(value);
  const minimal = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return [8 | (minimal.length - 1), minimal];
}

function readField(bytes: Uint8Array, at: number, bits: number): { value: bigint; end: number } | undefined {
  if (bits < 8) return { value: BigInt(bits), end: at };
  const end = at + (bits & 7) + 1;
  if (bytes.length < end || bytes[at] === 0) return undefined;
  let value = 0n;
  for (const byte of bytes.subarray(at, end)) value = (value << 8n) | BigInt(byte);
  return value < 8n ? undefined : { value, end };
}

/** Derives the key of a KID from its `base_key`; `use` keeps a sender from opening and a receiver from sealing. */
export async function deriveSFrameKey(
  suite: SFrameSuite,
  baseKey: Bytes,
  kid: bigint,
  use: 'encrypt' | 'decrypt',
): Promise<SFrameKey> {
  const { hash, keyBits } = SUITES[suite];
  const secret = await crypto.subtle.importKey('raw', baseKey, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const params = (name: string): HkdfParams => ({
    name: 'HKDF',
    hash,
    salt: new Uint8Array(0),
    info: concat(text(`SFrame 1.0 Secret ${name} `), u64(kid), u16(suite)),
  });
  const key = await crypto.subtle.deriveKey(params('key'), secret, { name: 'AES-GCM', length: keyBits }, false, [use]);
  const salt = new Uint8Array(await crypto.subtle.deriveBits(params('salt'), secret, 8 * NONCE_LENGTH));
  return { kid, key, salt };
}

/** `header ‖ ciphertext ‖ tag`. The caller must never use a `ctr` twice with one key. */
export async function encryptSFrame(
  key: SFrameKey,
  ctr: bigint,
  metadata: Uint8Array,
  plaintext: Bytes,
): Promise<Bytes> {
  const header = encodeHeader(key.kid, ctr);
  const params = gcm(key.salt, ctr, concat(header, metadata));
  return concat(header, new Uint8Array(await crypto.subtle.encrypt(params, key.key, plaintext)));
}

/** The plaintext, or nothing when the tag does not verify. */
export async function decryptSFrame(
  key: SFrameKey,
  header: SFrameHeader,
  metadata: Uint8Array,
  payload: Bytes,
): Promise<Bytes | undefined> {
  const sealed = payload.subarray(header.length);
  if (sealed.length < TAG_LENGTH || header.kid !== key.kid) return undefined;
  const params = gcm(key.salt, header.ctr, concat(payload.subarray(0, header.length), metadata));
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key.key, sealed));
  } catch {
    return undefined;
  }
}

function gcm(salt: Bytes, ctr: bigint, additionalData: Bytes): AesGcmParams {
  const iv = concat(new Uint8Array(NONCE_LENGTH - 8), u64(ctr)).map((byte, at) => byte ^ salt[at]!);
  return { name: 'AES-GCM', iv, additionalData, tagLength: 8 * TAG_LENGTH };
}

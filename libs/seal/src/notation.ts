import { type Bytes, concat } from './bytes.js';

/** The notation of E2EE.md §1. */
const utf8 = new TextEncoder();

export const text = (value: string): Bytes => utf8.encode(value);

export const u8 = (value: number): Bytes => Uint8Array.of(value);

export function u16(value: number): Bytes {
  const bytes = new Uint8Array(2);
  new DataView(bytes.buffer).setUint16(0, value);
  return bytes;
}

export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function u64(value: bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/** `v(x)`: length in two bytes, then x. Throws RangeError above 65535 bytes. */
export function v(value: Uint8Array): Bytes {
  if (value.length > 0xffff) throw new RangeError('too long for v()');
  return concat(u16(value.length), value);
}

/** `L(s)`: the domain label. */
export const label = (name: string): Bytes => v(text(`habeas/1 ${name}`));

/** `H(s, x…)`: 32 bytes. */
export async function hash(name: string, ...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concat(label(name), ...parts)));
}

/** The HKDF of E2EE.md §1: parameters for `deriveKey` with info `L(s) ‖ u8 i ‖ u8 j`. */
export const hkdf = (salt: Uint8Array, name: string, i: number, j: number): HkdfParams => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: concat(salt),
  info: concat(label(name), u8(i), u8(j)),
});

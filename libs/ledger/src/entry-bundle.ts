import { concatBytes } from './bytes.js';
import { LedgerError } from './errors.js';

/** tlog-tiles entry bundle: each entry behind its length as big-endian u16. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new LedgerError('bundle-malformed', 'an entry is longer than 65535 bytes');
      return [Uint8Array.of(entry.length >>> 8, entry.length & 0xff), entry];
    }),
  );
}

/** Splits a bundle of exactly `count` entries. Throws `bundle-malformed`. */
export function decodeBundle(bytes: Uint8Array, count: number): Uint8Array[] {
  const out: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + 2 + ((bytes[at]! << 8) | (bytes[at + 1] ?? 0));
    if (at + 2 > bytes.length || end > bytes.length) {
      throw new LedgerError('bundle-malformed', `entry ${out.length} of the bundle, at byte ${at}, runs past the end`);
    }
    out.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (out.length !== count) throw new LedgerError('bundle-malformed', `${out.length} entries where ${count} belong`);
  return out;
}

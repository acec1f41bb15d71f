import { fromHex, toHex, utf8 } from './bytes.js';
import { canonicalJson } from './canonical-json.js';
import { hmacSha256 } from './sha256.js';

/**
 * Commitment to details that must stay out of the log: HMAC-SHA-256(salt, canonical JSON), hex.
 * `salt` is 32 fresh random bytes for each leaf; whoever erases salt and details leaves nothing to guess at.
 */
export function commitTo(salt: Uint8Array, details: unknown): string {
  if (salt.length !== 32) throw new RangeError('a salt has 32 bytes');
  return toHex(hmacSha256(salt, utf8(canonicalJson(details))));
}

/** Whether these details, with their salt in hex, are those that a leaf is committed to. */
export function commitmentOpens(
  commitment: string | undefined,
  { salt, details }: { readonly salt: string; readonly details?: unknown },
): boolean {
  if (!/^[0-9a-f]{64}$/.test(salt)) return false;
  try {
    return commitTo(fromHex(salt), details) === commitment;
  } catch {
    // Details that are no JSON.
    return false;
  }
}

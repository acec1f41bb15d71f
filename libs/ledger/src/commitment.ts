import { toHex, utf8 } from './bytes.js';
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

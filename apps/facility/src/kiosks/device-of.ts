import { createHash } from 'node:crypto';
import { decodeReveal, splitRevealBody } from '#seal';

/** Id of the kiosk with this Ed25519 public key: its SHA-256 in hex. */
export const kioskOf = (publicKey: Uint8Array): string => createHash('sha256').update(publicKey).digest('hex');

/** A device key as the database has it. */
export function deviceOf(device: string): { id: string; publicKey: Buffer } {
  const publicKey = Buffer.from(device, 'base64url');
  return { id: kioskOf(publicKey), publicKey };
}

/**
 * Whether a REVEAL (base64url) carries the credential of this kiosk. That it is signed is what the other devices
 * check (E2EE.md §3); which device belongs to the booth is what they cannot know.
 */
export function revealsKiosk(body: string, kiosk: string): boolean {
  try {
    const { cred } = decodeReveal(splitRevealBody(new Uint8Array(Buffer.from(body, 'base64url'))).reveal);
    return kioskOf(cred.subarray(0, 32)) === kiosk;
  } catch {
    return false;
  }
}

import { createHmac } from 'node:crypto';

/**
 * Everything of a room follows from the plane's seed and the session, so that a restarted facility can still
 * destroy it and nobody stores it: HMAC-SHA-256(seed, "secret" | "pin" | "room" ‖ session). The room id is the
 * first 53 bits of the third, at least 1 (Janus takes positive integers; JSON numbers are exact up to 2^53 − 1).
 * @param roomSeed 32 bytes as hex @param session 16 bytes as hex
 */
export function roomSecrets(roomSeed: string, session: string): { id: number; secret: string; pin: string } {
  const key = Buffer.from(roomSeed, 'hex');
  const derive = (word: string): Buffer => createHmac('sha256', key).update(word).update(session).digest();
  const id = Number(derive('room').readBigUInt64BE() >> 11n);
  return { id: Math.max(id, 1), secret: derive('secret').toString('hex'), pin: derive('pin').toString('hex') };
}

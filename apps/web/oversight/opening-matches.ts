import { commitTo } from '#ledger';
import type { Opening } from '#protocol';

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Whether these details are those that the entry was made over; `commitment` is the one in the checked entry. */
export function openingMatches(opening: Opening, commitment: string | undefined): boolean {
  if (!/^[0-9a-f]{64}$/.test(opening.salt)) return false;
  try {
    return commitTo(bytesOf(opening.salt), opening.details) === commitment;
  } catch {
    return false;
  }
}

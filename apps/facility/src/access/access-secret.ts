import { createHash, randomBytes } from 'node:crypto';
import type { AccessPurpose } from '#protocol';

/** Crockford's letters: without I, L, O, U, because codes are read aloud and typed by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const HOUR = 3_600_000;
/** An invitation may lie in a letter box; a reset is for somebody who stands at the desk. */
export const GIVEN_FOR_MS: Readonly<Record<AccessPurpose, number>> = { invitation: 7 * 24 * HOUR, reset: 2 * HOUR };
/** How long a wish waits for the second officer and the code: one shift. */
export const ASKED_FOR_MS = 12 * HOUR;

/** 80 random bits, `XXXX-XXXX-XXXX-XXXX`. */
export const newSecret = (): string =>
  [...randomBytes(16)]
    .map((byte) => LETTERS[byte & 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** SHA-256 of what was typed, hex; spaces, case and letters that look alike do not matter. */
export const hashSecret = (typed: string): string =>
  createHash('sha256')
    .update(typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'))
    .digest('hex');

import { createHash, randomBytes } from 'node:crypto';

/** Crockford's letters: without I, L, O, U, because codes are read aloud and typed by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code for a person to type, once: 80 random bits, `XXXX-XXXX-XXXX-XXXX`. */
export const newTypedCode = (): string =>
  [...randomBytes(16)]
    .map((byte) => LETTERS[byte & 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** SHA-256 of what was typed, hex; spaces, case and letters that look alike do not matter. */
export const hashTypedCode = (typed: string): string =>
  createHash('sha256')
    .update(typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'))
    .digest('hex');

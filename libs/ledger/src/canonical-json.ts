import { LedgerError } from './errors.js';

/** What JSON can say; a member that may be undefined does not type-check. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

const refuse = (what: string): never => {
  throw new LedgerError('not-canonical', what);
};

/**
 * RFC 8785 text of a JSON value: keys by UTF-16 code units, numbers as ECMAScript prints them.
 * Throws `not-canonical` for what JSON cannot say (NaN, undefined, lone surrogates, other objects).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : refuse('a number is not finite');
  if (typeof value === 'string') {
    return /\p{Surrogate}/u.test(value) ? refuse('a lone surrogate') : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') return refuse(`a ${typeof value} is not JSON`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse('not a plain object');
  const fields = value as Record<string, unknown>;
  const members = Object.keys(fields)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(fields[key])}`);
  return `{${members.join(',')}}`;
}

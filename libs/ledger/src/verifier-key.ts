import { concatBytes, fromBase64, toBase64, utf8 } from './bytes.js';
import { LedgerError } from './errors.js';
import { sha256 } from './sha256.js';

const ED25519 = 0x01;

/** A verifier key of c2sp.org/signed-note. `id` is 8 hex digits. */
export interface VerifierKey {
  readonly name: string;
  readonly id: string;
  readonly publicKey: Uint8Array;
}

export const validKeyName = (name: string): boolean => /^[^\s+\p{Cc}]+$/u.test(name);

export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  if (!validKeyName(name) || publicKey.length !== 32) throw new LedgerError('vkey-malformed', 'key name or length');
  const id = sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey)).slice(0, 4);
  return { name, id: Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join(''), publicKey };
}

/** `<name>+<id>+<base64 of type and key>`, one line without newline. */
export const formatVkey = (key: VerifierKey): string =>
  `${key.name}+${key.id}+${toBase64(concatBytes(Uint8Array.of(ED25519), key.publicKey))}`;

/** Reads an Ed25519 verifier key (a trailing newline is allowed). Throws `vkey-malformed`. */
export function parseVkey(text: string): VerifierKey {
  const [name, id, data, ...rest] = splitVkey(text.endsWith('\n') ? text.slice(0, -1) : text);
  const bytes = fromBase64(data ?? '');
  if (name === undefined || rest.length > 0 || bytes?.length !== 33 || bytes[0] !== ED25519) {
    throw new LedgerError('vkey-malformed', 'not an Ed25519 verifier key of the form name+id+key');
  }
  const key = verifierKey(name, bytes.slice(1));
  if (key.id !== id) throw new LedgerError('vkey-malformed', 'the id is not that of this name and key');
  return key;
}

/** The base64 part may itself hold plus signs; name and id may not. */
function splitVkey(text: string): string[] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  return first < 0 || second < 0 ? [] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

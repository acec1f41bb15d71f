import { concatBytes, fromBase64, toBase64, toHex, utf8 } from './bytes.js';
import { webCryptoEd25519, type VerifyEd25519 } from './ed25519.js';
import { LedgerError } from './errors.js';
import { validKeyName, type VerifierKey } from './verifier-key.js';

const MAX_SIGNATURES = 100;

/** A note whose text one of the known keys signed. `others` counts signatures of keys we do not know. */
export interface OpenedNote {
  readonly text: string;
  readonly signers: readonly VerifierKey[];
  readonly others: number;
}

/** Signature line for a note text that ends in a newline. */
export function signatureLine(key: VerifierKey, signature: Uint8Array): string {
  const id = Uint8Array.from(key.id.match(/../g)!, (hex) => Number.parseInt(hex, 16));
  return `— ${key.name} ${toBase64(concatBytes(id, signature))}\n`;
}

/** Signs a text (which must end in a newline) into a note. */
export async function signNote(
  text: string,
  key: VerifierKey,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<string> {
  checkCharacters(text);
  if (!text.endsWith('\n')) throw new LedgerError('note-malformed', 'the text does not end in a newline');
  return `${text}\n${signatureLine(key, await sign(utf8(text)))}`;
}

/**
 * Opens a note (c2sp.org/signed-note). Throws `note-malformed`; `signature-wrong` when a signature of a known key does
 * not verify; `note-not-signed` when no known key signed. Unknown keys' signatures are passed over.
 */
export async function openNote(
  note: string,
  known: readonly VerifierKey[],
  verify: VerifyEd25519 = webCryptoEd25519,
): Promise<OpenedNote> {
  checkCharacters(note);
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new LedgerError('note-malformed', 'no signatures');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new LedgerError('note-malformed', 'too many signatures');
  const signers: VerifierKey[] = [];
  let others = 0;
  for (const line of lines) {
    const { name, id, signature } = parseSignatureLine(line);
    const key = known.find((one) => one.name === name && one.id === id);
    if (key === undefined) others++;
    else if (signers.includes(key)) throw new LedgerError('note-malformed', 'two signatures of one key');
    else if (await verify(key.publicKey, utf8(text), signature)) signers.push(key);
    else throw new LedgerError('signature-wrong', `the signature of ${name} does not belong to this text`);
  }
  if (signers.length === 0) throw new LedgerError('note-not-signed', 'no known key signed this note');
  return { text, signers, others };
}

function parseSignatureLine(line: string): { name: string; id: string; signature: Uint8Array } {
  const parts = line.split(' ');
  const [dash, name, data] = parts;
  const bytes = fromBase64(data ?? '');
  if (parts.length !== 3 || dash !== '—' || !validKeyName(name ?? '') || bytes === undefined || bytes.length < 5) {
    throw new LedgerError('note-malformed', 'a signature line is malformed');
  }
  return { name: name!, id: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

function checkCharacters(text: string): void {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(text)) {
    throw new LedgerError('note-malformed', 'control characters in a note');
  }
}

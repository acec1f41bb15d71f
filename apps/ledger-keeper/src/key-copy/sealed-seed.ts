import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { KeeperError } from '../keeper-error.js';

/** scrypt (RFC 7914) with 128 MiB: some tenths of a second for a person, and dear for who tries words. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 } as const;
const LABEL = Buffer.from('habeas-log-key/1');
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const SEED = 32;
const LINE = 16;
/** Shorter ones are guessed from a copy that is found. */
export const LEAST_PASSPHRASE = 16;

/**
 * The seed of a log's key as text for paper: hex in groups of four, a check at the end of each line, so that a slip in
 * typing it back is named by its line. salt ‖ nonce ‖ AES-256-GCM(scrypt(passphrase), seed).
 * @throws KeeperError `passphrase-short`.
 */
export function sealSeed(seed: Uint8Array, passphrase: string, vkey: string): string {
  const words = normal(passphrase);
  if (words.length < LEAST_PASSPHRASE) throw new KeeperError('passphrase-short', `${LEAST_PASSPHRASE} characters`);
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const cipher = createCipheriv('aes-256-gcm', scryptSync(words, salt, SEED, COST), nonce).setAAD(LABEL);
  const box = Buffer.concat([salt, nonce, cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
  const lines = [];
  for (let at = 0; at < box.length; at += LINE) lines.push(lineOf(lines.length + 1, box.subarray(at, at + LINE)));
  return `Habeas: the key of a log, sealed with a passphrase. Keep the passphrase elsewhere.
Log: ${vkey}
Sealed: scrypt N=131072 r=8 p=1, AES-256-GCM (docs/keys.md)

${lines.join('\n')}
`;
}

/** @throws KeeperError `copy-unreadable` with the line, `passphrase-wrong`. */
export function openSeed(text: string, passphrase: string): Uint8Array {
  const box = Buffer.concat(
    text
      .split('\n')
      .filter((line) => /^\s*\d+:/.test(line))
      .map((line, at) => bytesOf(at + 1, line)),
  );
  if (box.length !== SALT + NONCE + SEED + TAG) throw new KeeperError('copy-unreadable', 'lines are missing');
  const [salt, nonce, sealed] = [box.subarray(0, SALT), box.subarray(SALT, SALT + NONCE), box.subarray(SALT + NONCE)];
  const opener = createDecipheriv('aes-256-gcm', scryptSync(normal(passphrase), salt, SEED, COST), nonce);
  opener.setAAD(LABEL).setAuthTag(sealed.subarray(SEED));
  try {
    return Buffer.concat([opener.update(sealed.subarray(0, SEED)), opener.final()]);
  } catch {
    throw new KeeperError('passphrase-wrong', 'the passphrase does not open this copy');
  }
}

/** The same words typed on another keyboard, in another case of spaces. */
const normal = (passphrase: string): string => passphrase.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');

const checkOf = (number: number, bytes: Uint8Array): string =>
  createHash('sha256').update(`${number}:`).update(bytes).digest('hex').slice(0, 4);

const lineOf = (number: number, bytes: Buffer): string =>
  `${number}: ${bytes.toString('hex').replaceAll(/(.{4})(?=.)/g, '$1 ')} = ${checkOf(number, bytes)}`;

/** As they were meant: letters that look like digits of paper are those digits. */
const digitsOf = (typed: string): string =>
  typed.toLowerCase().replaceAll(/\s/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');

function bytesOf(number: number, line: string): Buffer {
  const [, hex = '', check = ''] = /^\s*\d+:([^=]*)=\s*(\S{4})\s*$/.exec(line) ?? [];
  const digits = digitsOf(hex);
  const bytes = Buffer.from(digits, 'hex');
  if (bytes.length * 2 !== digits.length || checkOf(number, bytes) !== digitsOf(check)) {
    throw new KeeperError('copy-unreadable', `line ${number} is not as it was printed`);
  }
  return bytes;
}

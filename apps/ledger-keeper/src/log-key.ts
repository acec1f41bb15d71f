import { verifierKey, type VerifierKey } from '#ledger';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { DurableFiles } from './durable-files.js';
import { KeeperError } from './keeper-error.js';

const FILE = 'log.key';
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The log's Ed25519 key. The secret stays in this object. */
export interface LogKey {
  readonly verifier: VerifierKey;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Key from a 32-byte seed (RFC 8032). */
export function logKeyFrom(origin: string, seed: Uint8Array): LogKey {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return {
    verifier: verifierKey(origin, new Uint8Array(spki.subarray(-32))),
    sign: (message) => Promise.resolve(new Uint8Array(sign(null, message, secret))),
  };
}

/** Its 32-byte seed, undefined when there is none. Throws `key-malformed`. */
export async function readSeed(files: DurableFiles): Promise<Uint8Array | undefined> {
  const bytes = await files.read(FILE);
  if (bytes === undefined) return undefined;
  const seed = Buffer.from(new TextDecoder().decode(bytes).trim(), 'hex');
  if (seed.length !== 32) throw new KeeperError('key-malformed', 'the log key cannot be read');
  return seed;
}

/** Reads the key, undefined when there is none. Throws `key-malformed`. */
export async function loadLogKey(files: DurableFiles, origin: string): Promise<LogKey | undefined> {
  const seed = await readSeed(files);
  return seed && logKeyFrom(origin, seed);
}

/** Keeps a new key; `seed` is 32 fresh random bytes. */
export async function createLogKey(files: DurableFiles, origin: string, seed: Uint8Array): Promise<LogKey> {
  await files.write(FILE, new TextEncoder().encode(`${Buffer.from(seed).toString('hex')}\n`));
  return logKeyFrom(origin, seed);
}

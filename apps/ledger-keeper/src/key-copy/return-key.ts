import { LedgerError, openCheckpoint, parseCheckpoint, type Checkpoint } from '#ledger';
import type { DurableFiles } from '../durable-files.js';
import { KeeperError } from '../keeper-error.js';
import { createLogKey, logKeyFrom, readSeed } from '../log-key.js';
import { SigningGuard } from '../signing-guard.js';

/**
 * Gives a keeper that lost its folder the key again, to go on where the ledger ends. `seen`: the entries of the newest
 * checkpoint that anybody has; a ledger with fewer would be signed a second time from there.
 * @throws KeeperError `key-there`, `checkpoint-foreign`, `ledger-cut-back`, `would-fork`.
 */
export async function returnKey(
  secrets: DurableFiles,
  ledger: DurableFiles,
  seed: Uint8Array,
  seen: number,
): Promise<Checkpoint> {
  if ((await readSeed(secrets)) !== undefined) throw new KeeperError('key-there', 'there is a key already');
  const note = await ledger.read('checkpoint');
  if (note === undefined) throw new KeeperError('ledger-cut-back', 'there is no ledger');
  const head = await own(new TextDecoder().decode(note), seed);
  if (head.size < seen) throw new KeeperError('ledger-cut-back', `it has ${head.size} entries, ${seen} were seen`);
  const guard = new SigningGuard(secrets);
  await guard.load();
  await guard.permit(head);
  await createLogKey(secrets, head.origin, seed);
  return head;
}

async function own(note: string, seed: Uint8Array): Promise<Checkpoint> {
  try {
    return await openCheckpoint(note, logKeyFrom(parseCheckpoint(note.split('\n\n')[0] + '\n').origin, seed).verifier);
  } catch (error) {
    if (error instanceof LedgerError) throw new KeeperError('checkpoint-foreign', error.code);
    throw error;
  }
}

import { emptyRoot } from '#ledger';
import type { DurableFiles } from './durable-files.js';
import { KeeperError } from './keeper-error.js';
import { createLogKey, loadLogKey, type LogKey } from './log-key.js';
import type { SigningGuard } from './signing-guard.js';

/**
 * Key and guard at start. A new key is only made where neither a guard with entries nor a checkpoint exists; a key
 * without its guard stays unused, because nobody knows what it signed.
 */
export async function openKey(
  secrets: DurableFiles,
  ledger: DurableFiles,
  guard: SigningGuard,
  origin: string,
  seed: () => Uint8Array,
): Promise<LogKey> {
  const key = await loadLogKey(secrets, origin);
  const head = await guard.load();
  if (key !== undefined) {
    if (head === undefined) throw new KeeperError('guard-missing', 'the log key is there, its guard file is not');
    return key;
  }
  if ((head?.size ?? 0) > 0 || (await ledger.read('checkpoint')) !== undefined) {
    throw new KeeperError('key-missing', 'the ledger has entries, its key is gone');
  }
  await guard.permit({ size: 0, root: emptyRoot() });
  return createLogKey(secrets, origin, seed());
}

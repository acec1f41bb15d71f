import { fromHex, KeeperHead } from './keeper-head.js';
import type { DurableFiles } from './durable-files.js';
import { KeeperError } from './keeper-error.js';

const FILE = 'guard.json';

/**
 * Remembers, outside the ledger, the last head that the key may have signed. Written before each signature, so that
 * no crash, lost write or restored ledger makes this key sign two roots for one size, or a smaller size.
 */
export class SigningGuard {
  #head: KeeperHead | undefined;

  constructor(private readonly files: DurableFiles) {}

  /** The remembered head, as it is on disk; undefined before the first start. Throws `guard-malformed`. */
  async load(): Promise<KeeperHead | undefined> {
    const bytes = await this.files.read(FILE);
    if (bytes === undefined) return (this.#head = undefined);
    try {
      const value = JSON.parse(new TextDecoder().decode(bytes)) as { size: number; root: string };
      this.#head = { size: value.size, root: fromHex(value.root) };
    } catch {
      throw new KeeperError('guard-malformed', 'the guard file cannot be read');
    }
    if (!Number.isSafeInteger(this.#head.size) || this.#head.size < 0 || this.#head.root.length !== 32) {
      throw new KeeperError('guard-malformed', 'the guard file cannot be read');
    }
    return this.#head;
  }

  /** When this resolves the head is durable and may be signed. Throws `would-fork` for a smaller or another head. */
  async permit(head: KeeperHead): Promise<void> {
    const last = this.#head;
    if (last !== undefined && (head.size < last.size || (head.size === last.size && !sameRoot(head, last)))) {
      throw new KeeperError('would-fork', `the key already signed size ${last.size}`);
    }
    const text = JSON.stringify({ size: head.size, root: Buffer.from(head.root).toString('hex') });
    await this.files.write(FILE, new TextEncoder().encode(`${text}\n`));
    this.#head = head;
  }
}

export const sameRoot = (a: KeeperHead, b: KeeperHead): boolean => Buffer.compare(a.root, b.root) === 0;

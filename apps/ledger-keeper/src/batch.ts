import {
  chainOf,
  ChainRules,
  encodeLeaf,
  LEAF_TYPES,
  LedgerError,
  type EntryDraft,
  type Leaf,
  type LeafWriter,
} from '#ledger';
import { KeeperRefused } from './keeper-refused.js';

/** Stored entries, looked up by their place in a chain. */
export interface Kept {
  indexOf(chain: string, seq: number): number | undefined;
  entry(index: number): Promise<Uint8Array>;
}

const MAX_AHEAD_MS = 2 * 3600_000;

/** Entries that go into the log together. Each request is taken whole or not at all. */
export class Batch {
  readonly entries: { readonly bytes: Uint8Array; readonly chain: string }[] = [];
  readonly #rules: ChainRules;
  readonly #pending = new Map<string, number>();

  constructor(
    rules: ChainRules,
    private readonly kept: Kept,
    private readonly first: number,
    private readonly origin: string,
  ) {
    this.#rules = new ChainRules(rules);
  }

  /** Checks a request and takes it; returns the indexes its entries have or will have. Throws KeeperRefused. */
  async take(writer: LeafWriter, drafts: readonly EntryDraft[], now: number): Promise<number[]> {
    const trial = new ChainRules(this.#rules);
    const indexes: number[] = [];
    const taken: { bytes: Uint8Array; chain: string; key: string }[] = [];
    const index = (key: string, chain: string, seq: number): number | undefined => {
      const inRequest = taken.findIndex((one) => one.key === key);
      return inRequest >= 0
        ? this.first + this.entries.length + inRequest
        : (this.#pending.get(key) ?? this.kept.indexOf(chain, seq));
    };
    for (const [position, draft] of drafts.entries()) {
      const leaf: Leaf = { ...draft, v: 1, facility: this.origin };
      const bytes = check(leaf, writer, position, now);
      const chain = chainOf(leaf);
      const key = `${chain} ${leaf.seq}`;
      const old = index(key, chain, leaf.seq);
      if (old === undefined) {
        takeNext(trial, leaf, position);
        indexes.push(this.first + this.entries.length + taken.length);
        taken.push({ bytes, chain, key });
      } else {
        const there = taken.find((one) => one.key === key)?.bytes ?? (await this.#bytes(old));
        if (Buffer.compare(there, bytes) !== 0) {
          throw new KeeperRefused({
            code: 'conflict',
            sentence: `Another leaf has seq ${leaf.seq} of this chain.`,
            entry: position,
          });
        }
        indexes.push(old);
      }
    }
    trial.settle();
    for (const { bytes, chain, key } of taken) {
      this.#pending.set(key, this.first + this.entries.length);
      this.entries.push({ bytes, chain });
    }
    return indexes;
  }

  /** Makes the chains' new positions final. */
  settle(): void {
    this.#rules.settle();
  }

  async #bytes(index: number): Promise<Uint8Array> {
    return index >= this.first ? this.entries[index - this.first]!.bytes : this.kept.entry(index);
  }
}

function check(leaf: Leaf, writer: LeafWriter, entry: number, now: number): Uint8Array {
  if (LEAF_TYPES[leaf.type].writer !== writer) {
    throw new KeeperRefused({ code: 'type-not-allowed', sentence: `${writer} does not write ${leaf.type}.`, entry });
  }
  let bytes: Uint8Array;
  try {
    bytes = encodeLeaf(leaf);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new KeeperRefused({ code: 'malformed', sentence: `${error.code}: ${error.message}`, entry });
  }
  if (Date.parse(leaf.time) > now + MAX_AHEAD_MS) {
    throw new KeeperRefused({ code: 'time-in-future', sentence: 'The time lies more than two hours ahead.', entry });
  }
  return bytes;
}

function takeNext(rules: ChainRules, leaf: Leaf, entry: number): void {
  const chain = chainOf(leaf);
  if (rules.isClosed(chain)) {
    throw new KeeperRefused({ code: 'chain-closed', sentence: 'The session has its closing entry.', entry });
  }
  const expected = rules.expected(chain);
  if (leaf.seq !== expected) {
    throw new KeeperRefused({ code: 'seq-gap', sentence: `Seq ${expected} comes next.`, entry, expected });
  }
  try {
    rules.take(leaf);
  } catch (error) {
    throw new KeeperRefused({ code: 'malformed', sentence: (error as Error).message, entry });
  }
}

import { LedgerError } from './errors.js';
import { chainOf, type Leaf } from './leaf.js';
import type { LeafType } from './leaf-types.js';

/** Where a chain stands. */
interface ChainState {
  readonly next: number;
  readonly closed: boolean;
  /** Of a session: the only type that may end it. */
  readonly end: LeafType | undefined;
}

/** What a session begins with, and what ends it then. */
const ENDS: Partial<Readonly<Record<LeafType, LeafType>>> = {
  'booth.opened': 'session.closed',
  'hearing.opened': 'hearing.closed',
};
const IS_END: ReadonlySet<LeafType> = new Set(Object.values(ENDS));

/**
 * Rules over the leaves of a log in order: `seq` counts each chain from 0 without a gap, a session begins with its only
 * `booth.opened` or `hearing.opened`, and nothing follows its `session.closed` or `hearing.closed`. With a `base` it is a trial on top of it, until `settle`.
 */
export class ChainRules {
  readonly #chains = new Map<string, ChainState>();

  constructor(private readonly base?: ChainRules) {}

  /** The seq that comes next in a chain. */
  expected(chain: string): number {
    return this.#state(chain)?.next ?? 0;
  }

  isClosed(chain: string): boolean {
    return this.#state(chain)?.closed ?? false;
  }

  /** Takes the next leaf. Throws `chain-gap` or `chain-rule`, and has then taken nothing. */
  take(leaf: Leaf): void {
    const chain = chainOf(leaf);
    const next = this.expected(chain);
    if (this.isClosed(chain)) throw new LedgerError('chain-rule', `${chain} is closed, ${leaf.type} follows`);
    if (leaf.seq !== next) throw new LedgerError('chain-gap', `${chain} has seq ${leaf.seq} where ${next} comes next`);
    const begins = ENDS[leaf.type];
    if (leaf.session !== undefined && (begins !== undefined) !== (next === 0)) {
      throw new LedgerError('chain-rule', `${chain}: ${leaf.type} at seq ${next}; an opening is first, and once`);
    }
    const end = begins ?? this.#state(chain)?.end;
    const closed = IS_END.has(leaf.type);
    if (closed && leaf.type !== end) throw new LedgerError('chain-rule', `${chain}: ${leaf.type} ends another kind`);
    this.#chains.set(chain, { next: next + 1, closed, end });
  }

  /** Makes the trial part of its base. */
  settle(): void {
    if (this.base === undefined) return;
    for (const [chain, state] of this.#chains) this.base.#chains.set(chain, state);
    this.#chains.clear();
  }

  #state(chain: string): ChainState | undefined {
    const own = this.#chains.get(chain);
    return own ?? (this.base === undefined ? undefined : this.base.#state(chain));
  }
}

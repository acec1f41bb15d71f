import {
  ChainRules,
  chainOf,
  decodeLeaf,
  formatVkey,
  roundedTime,
  type AppendAnswer,
  type EntryDraft,
  type KeeperState,
  type LeafWriter,
} from '#ledger';
import { Batch } from './batch.js';
import { KeeperRefused } from './keeper-refused.js';
import type { LedgerLog, LogParts } from './ledger-log.js';
import { recoverLog } from './recover-log.js';

const MAX_BATCH = 2048;

interface Waiting {
  readonly writer: LeafWriter;
  readonly drafts: readonly EntryDraft[];
  readonly resolve: (answer: AppendAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** The log as known since the last recovery. */
interface Opened {
  readonly log: LedgerLog;
  readonly rules: ChainRules;
  readonly indexes: Map<string, number[]>;
}

/**
 * The only writer of a log. Requests that come while a batch is being written form the next one. After a write that
 * failed, the log is recovered from disk before anything else is signed.
 */
export class Keeper {
  #opened: Opened | undefined;
  #checkpointAt = 0;
  readonly #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  constructor(
    private readonly parts: LogParts,
    private readonly now: () => number,
  ) {}

  /** Recovers the log and enters `keeper.started`. Throws KeeperError when the log must not be signed. */
  async start(): Promise<void> {
    const { finished } = await this.#recover();
    const { log, rules } = this.#opened!;
    await this.submit('keeper', [
      {
        type: 'keeper.started',
        time: roundedTime('keeper.started', this.now()),
        seq: rules.expected('by keeper'),
        by: 'keeper',
        public: { size: log.head.size, finished },
      },
    ]);
  }

  /** Resolves once every entry is durable under a published checkpoint. Rejects with KeeperRefused. */
  submit(writer: LeafWriter, drafts: readonly EntryDraft[]): Promise<AppendAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writer, drafts, resolve, reject });
      this.#working ??= this.#work().finally(() => (this.#working = undefined));
    });
  }

  state(): KeeperState {
    const { log } = this.#known();
    const { size, root } = log.head;
    const { verifier } = this.parts.key;
    return {
      size,
      root: Buffer.from(root).toString('base64'),
      checkpointAt: new Date(this.#checkpointAt).toISOString(),
      origin: verifier.name,
      vkey: formatVkey(verifier),
    };
  }

  async proof(index: number): Promise<string> {
    const { log } = this.#known();
    if (index >= log.head.size) throw new KeeperRefused({ code: 'not-found', sentence: 'The log has no such entry.' });
    return log.proof(index);
  }

  /** Resolves when everything submitted so far is answered. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      try {
        if (this.#opened === undefined) await this.#recover();
      } catch {
        for (const one of this.#waiting.splice(0)) one.reject(notDurable());
        return;
      }
      await this.#writeBatch();
    }
  }

  async #writeBatch(): Promise<void> {
    const { log, rules, indexes } = this.#opened!;
    const first = log.head.size;
    const kept = {
      indexOf: (chain: string, seq: number) => indexes.get(chain)?.[seq],
      entry: (index: number) => log.entry(index),
    };
    const batch = new Batch(rules, kept, first, this.parts.key.verifier.name);
    const answers: { one: Waiting; indexes: number[] }[] = [];
    while (this.#waiting.length > 0 && batch.entries.length < MAX_BATCH) {
      const one = this.#waiting.shift()!;
      try {
        answers.push({ one, indexes: await batch.take(one.writer, one.drafts, this.now()) });
      } catch (error) {
        one.reject(error);
      }
    }
    if (batch.entries.length > 0) {
      try {
        await log.append(batch.entries.map((entry) => entry.bytes));
      } catch {
        this.#opened = undefined;
        for (const { one } of answers) one.reject(notDurable());
        return;
      }
      batch.settle();
      this.#checkpointAt = this.now();
      for (const [i, { chain }] of batch.entries.entries()) note(indexes, chain, first + i);
    }
    for (const { one, indexes: found } of answers) one.resolve({ indexes: found, size: log.head.size });
  }

  async #recover(): Promise<{ finished: boolean }> {
    const rules = new ChainRules();
    const indexes = new Map<string, number[]>();
    const { log, finished } = await recoverLog(this.parts, (bytes, index) => {
      const leaf = decodeLeaf(bytes);
      rules.take(leaf);
      note(indexes, chainOf(leaf), index);
    });
    this.#opened = { log, rules, indexes };
    this.#checkpointAt = this.now();
    return { finished };
  }

  #known(): Opened {
    if (this.#opened === undefined) throw notDurable();
    return this.#opened;
  }
}

const notDurable = (): KeeperRefused =>
  new KeeperRefused({ code: 'not-durable', sentence: 'A write failed; send the same entries again.' });

function note(indexes: Map<string, number[]>, chain: string, index: number): void {
  const known = indexes.get(chain);
  if (known) known.push(index);
  else indexes.set(chain, [index]);
}

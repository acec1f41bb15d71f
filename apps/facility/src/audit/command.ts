import type { LeafType } from '#ledger';
import type { Database, Db } from '#postgres';
import type { Transaction } from 'kysely';
import type { LeafDraft } from './leaf-draft.js';
import type { EntryId, Outbox } from './outbox.js';
import type { OutboxDrainer } from './outbox-drainer.js';

/** What an act says it did: its answer, and the entry that tells of it. */
export interface Done<E extends LeafType, Answer> {
  readonly answer: Answer;
  readonly entry: LeafDraft<E>;
  /** Further entries of the same act, after `entry`. */
  readonly more?: readonly LeafDraft[];
}

/** What every command is given. */
export class CommandBench {
  constructor(
    readonly db: Db,
    readonly outbox: Outbox,
    readonly drainer: OutboxDrainer,
    readonly now: () => Date,
    /** Told the types of what was written, after the transaction. Must not throw. */
    readonly written: (types: readonly LeafType[]) => void = () => {},
  ) {}
}

/**
 * Something a person does that must leave an entry of type `E`. A command that forgets its event does not compile:
 * `event` is abstract and `act` must answer with an entry of that very type.
 */
export abstract class Command<E extends LeafType, Input, Answer> {
  abstract readonly event: E;

  constructor(protected readonly bench: CommandBench) {}

  /** Does it under the locks it needs; throws to refuse, and then nothing happened. */
  protected abstract act(trx: Transaction<Database>, input: Input): Promise<Done<E, Answer>>;

  /** Act and entry in one transaction. */
  async run(input: Input): Promise<{ answer: Answer; entry: EntryId }> {
    const done = await this.bench.db.transaction().execute(async (trx) => {
      const { answer, entry, more = [] } = await this.act(trx, input);
      const [id] = await this.bench.outbox.appendAll(trx, [entry, ...more]);
      return { answer, entry: id as EntryId, types: [entry.type, ...more.map(({ type }) => type)] };
    });
    this.bench.drainer.kick();
    this.bench.written(done.types);
    return { answer: done.answer, entry: done.entry };
  }

  /** Does it and takes everything back: refuses what `run` would refuse now, and leaves nothing, no entry either. */
  async tryOut(input: Input): Promise<void> {
    const back = new Error('taken back');
    try {
      await this.bench.db.transaction().execute(async (trx) => {
        await this.act(trx, input);
        throw back;
      });
    } catch (error) {
      if (error !== back) throw error;
    }
  }
}

import type { EntryDraft } from '#ledger';
import type { Database, Db } from '#postgres';
import { sql, type Transaction } from 'kysely';
import { AuditError } from './audit-error.js';
import type { Keeper } from './keeper.js';
import { numberEntries } from './number-entries.js';
import type { EntryId } from './outbox.js';

const BATCH = 100;
const POLL_MS = 1_000;
/** What comes while a round runs goes with the next, so much later: under load in few rounds, not in many. */
const GATHER_MS = 20;
const LONGEST_PAUSE_MS = 5_000;
/** Any fixed number: one drainer at a time, over all replicas of the facility. */
const LOCK = 7_152_311;

/**
 * Hands waiting entries to the keeper, in order. What the keeper refuses stays first in line and is tried again:
 * nothing is ever left out. Nobody waits for it but the opening of a booth and the reading of details.
 */
export class OutboxDrainer {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #pause = POLL_MS;
  readonly #waiting = new Set<() => void>();

  constructor(
    private readonly db: Db,
    private readonly keeper: Keeper,
    /** Told of every failure; the message names no person. */
    private readonly failed: (error: Error) => void = () => {},
  ) {}

  start(): void {
    this.kick();
  }

  /** Something was committed: look now. Cheap, never throws. */
  kick(): void {
    this.#look(false);
  }

  /** Only polls lengthen the pause: however often people kick, entries go within it once the keeper is back. */
  #look(poll: boolean): void {
    if (this.#stopped) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#round(poll).finally(() => {
      this.#running = undefined;
      for (const wake of this.#waiting) wake();
      const pause = this.#again ? GATHER_MS : this.#pause;
      this.#again = false;
      if (!this.#stopped) this.#timer = setTimeout(() => this.#look(true), pause).unref();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    for (const wake of this.#waiting) wake();
  }

  /** True once the entry is durable in the log; false when that did not happen within `timeoutMs`. */
  async whenDurable(entry: EntryId, timeoutMs: number): Promise<boolean> {
    return (await this.indexOf(entry, timeoutMs)) !== undefined;
  }

  /** The entry's index in the log, once durable. */
  async indexOf(entry: EntryId, timeoutMs: number): Promise<number | undefined> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const row = await this.db.selectFrom('outbox').select('log_index').where('id', '=', entry).executeTakeFirst();
      if (row?.log_index != null) return Number(row.log_index);
      const left = until - Date.now();
      if (left <= 0 || this.#stopped) return undefined;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.min(left, 200));
        this.#waiting.add(wake);
        this.kick();
      });
    }
  }

  async waiting(): Promise<number> {
    const row = await this.db
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('log_index', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(row.n);
  }

  async #round(poll: boolean): Promise<void> {
    try {
      while (!this.#stopped && (await this.#batch())) this.#pause = POLL_MS;
      this.#pause = POLL_MS;
    } catch (error) {
      if (poll) this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
      this.failed(error instanceof Error ? error : new AuditError('keeper-down'));
    }
  }

  /** Numbers and sends one batch. True if there may be more. */
  async #batch(): Promise<boolean> {
    const numbered = (await this.#alone((trx) => numberEntries(trx, BATCH))) ?? 0;
    const sent = (await this.#alone((trx) => this.#send(trx))) ?? 0;
    // Those that were numbered before the keeper was away went now: others wait behind them.
    return sent === BATCH || sent > numbered;
  }

  async #send(trx: Transaction<Database>): Promise<number> {
    const rows = await trx
      .selectFrom('outbox')
      .select(['id', 'leaf'])
      .where('seq', 'is not', null)
      .where('log_index', 'is', null)
      .orderBy('id')
      .execute();
    if (rows.length === 0) return 0;
    const indexes = await this.keeper.append(rows.map((row) => row.leaf as EntryDraft));
    await sql`update outbox set log_index = at.log_index
      from unnest(${rows.map(({ id }) => id)}::bigint[], ${indexes}::bigint[]) as at (id, log_index)
      where outbox.id = at.id`.execute(trx);
    return rows.length;
  }

  /** Undefined when another replica is at it. */
  #alone<T>(act: (trx: Transaction<Database>) => Promise<T>): Promise<T | undefined> {
    return this.db.transaction().execute(async (trx) => {
      const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(trx);
      return lock.rows[0]?.mine ? act(trx) : undefined;
    });
  }
}

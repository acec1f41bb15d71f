import type { Database, Db } from '#postgres';
import type { Transaction } from 'kysely';
import type { LeafDraft } from './leaf-draft.js';
import type { Outbox } from './outbox.js';
import type { OutboxDrainer } from './outbox-drainer.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Writes of one session, one after another, outside the frame path; what fails is tried again until it is written. */
export class SessionEntries {
  #chain: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
    private readonly drainer: OutboxDrainer,
    private readonly onRepeat: () => void,
  ) {}

  enter(draft: LeafDraft): void {
    void this.write(async (trx) => void (await this.outbox.append(trx, draft)));
  }

  /** Resolves when written, or when the process stops. */
  write(act: (trx: Transaction<Database>) => Promise<void>): Promise<void> {
    this.#chain = this.#chain.then(() => this.#persist(act));
    return this.#chain;
  }

  stop(): Promise<void> {
    this.#stopped = true;
    return this.#chain;
  }

  async #persist(act: (trx: Transaction<Database>) => Promise<void>): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.db.transaction().execute(act);
        this.drainer.kick();
        return;
      } catch {
        if (this.#stopped) return;
        this.onRepeat();
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

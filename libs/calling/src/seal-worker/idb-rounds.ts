import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import { type KeptRound, KeptRounds } from './kept-rounds.js';

/** Milliseconds that a person waits for the store; without it there is a new code. */
const PATIENCE = 1_000;

/** The rounds of this browser profile, in IndexedDB: what CryptoKeys are kept in without their bytes. */
export class IdbRounds extends KeptRounds {
  #opened: UseStore | undefined;

  override async find(booking: string): Promise<KeptRound | undefined> {
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
    const found = get<KeptRound>(booking, this.#store).catch(() => undefined);
    const kept = await Promise.race([found, late]);
    return kept && isStale(kept) ? undefined : kept;
  }

  override async keep(round: KeptRound): Promise<void> {
    if (!isStale(round)) await set(round.booking, round, this.#store);
  }

  override wipe(booking: string): Promise<void> {
    return del(booking, this.#store);
  }

  override wipeStale(): Promise<void> {
    return this.#wipeThose((_, round) => isStale(round));
  }

  override wipeOthers(booking: string): Promise<void> {
    return this.#wipeThose((other) => other !== booking);
  }

  async #wipeThose(due: (booking: string, round: KeptRound) => boolean): Promise<void> {
    for (const [booking, round] of await entries<string, KeptRound>(this.#store)) {
      if (due(booking, round)) await this.wipe(booking);
    }
  }

  get #store(): UseStore {
    return (this.#opened ??= createStore('habeas-seal', 'rounds'));
  }
}

/** Also true of a time that is none. */
const isStale = ({ until }: KeptRound): boolean => !(Date.now() < until);

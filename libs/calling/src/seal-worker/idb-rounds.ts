import { del, get, keys, set } from 'idb-keyval';
import { type KeptRound, KeptRounds } from './kept-rounds.js';

/** Milliseconds that a person waits for the store; without it there is a new code. */
const PATIENCE = 1_000;
/** The store is the page's as well. */
const PREFIX = 'round:';

/** The rounds of this browser profile, in IndexedDB: what CryptoKeys are kept in without their bytes. */
export class IdbRounds extends KeptRounds {
  override async find(booking: string): Promise<KeptRound | undefined> {
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
    const found = get<KeptRound>(PREFIX + booking).catch(() => undefined);
    const kept = await Promise.race([found, late]);
    return kept && isStale(kept) ? undefined : kept;
  }

  override async keep(round: KeptRound): Promise<void> {
    if (!isStale(round)) await set(PREFIX + round.booking, round);
  }

  override wipe(booking: string): Promise<void> {
    return del(PREFIX + booking);
  }

  override async wipeStale(): Promise<void> {
    for (const key of await roundKeys()) {
      const round = await get<KeptRound>(key);
      if (round && isStale(round)) await del(key);
    }
  }

  override async wipeOthers(booking: string): Promise<void> {
    for (const key of await roundKeys()) if (key !== PREFIX + booking) await del(key);
  }
}

const roundKeys = async (): Promise<string[]> =>
  (await keys()).filter((key): key is string => typeof key === 'string' && key.startsWith(PREFIX));

/** Also true of a time that is none. */
const isStale = ({ until }: KeptRound): boolean => !(Date.now() < until);

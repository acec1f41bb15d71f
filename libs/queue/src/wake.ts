/** What can be told to look again. `outbox`: entries may wait; `queue`: a slot may be free, or an offer due. */
export type WakeName = 'outbox' | 'queue';

/**
 * "Look again, soon." A hint: it carries no data, may be lost, repeated or forged, and decides nothing. Whoever is woken reads
 * the state from PostgreSQL under lock; and looks from time to time without being woken.
 */
export abstract class Wake {
  /** Returns at once, never throws, and does nothing when Redis is down. `delayMs` 0 … one day. */
  abstract wake(name: WakeName, delayMs?: number): void;
  /** `handler` runs one at a time in this process; a rejection is forgotten, the poll comes anyway. */
  abstract onWake(name: WakeName, handler: () => Promise<void>): void;
  abstract close(): Promise<void>;
}

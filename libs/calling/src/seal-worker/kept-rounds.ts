import type { Context, Matching, Transcript } from '#seal';
import type { SeenVerdict } from './seen-round.js';

/**
 * The record of E2EE.md §7: who was matched with whom, and the visit key to prove it with. It opens no frame: keys of
 * media and of pairs are never in it.
 */
export interface KeptRound {
  /** Hex. */
  readonly booking: string;
  readonly round: string;
  /** Milliseconds since the epoch, after which it is stale. */
  readonly until: number;
  readonly context: Context;
  readonly transcript: Transcript;
  /** Not extractable. */
  readonly visit: CryptoKey;
  /** Own verdict and others'. */
  readonly matching: Matching;
  /** How often this device came back to the round with nothing but this record. */
  readonly returns: number;
  /** As they were signed, for the receipt. */
  readonly verdicts: readonly SeenVerdict[];
}

/** Where this device keeps its rounds, one a booking. */
export abstract class KeptRounds {
  /** Nothing when there is none, when it is stale, or when the store does not answer. */
  abstract find(booking: string): Promise<KeptRound | undefined>;
  abstract keep(round: KeptRound): Promise<void>;
  abstract wipe(booking: string): Promise<void>;
  abstract wipeStale(): Promise<void>;
  abstract wipeOthers(booking: string): Promise<void>;
}

import type { Json, LeafType } from '#ledger';

/**
 * An entry as a command declares it. `details` go only under a commitment and need the booking whose key
 * encrypts them; `public` names nobody. `by` is `facility` unless a visit key vouches.
 */
export interface LeafDraft<E extends LeafType = LeafType> {
  readonly type: E;
  readonly by?: `visit:${string}`;
  readonly session?: string;
  readonly public?: Readonly<Record<string, Json>>;
  readonly booking?: string;
  readonly details?: Readonly<Record<string, Json>>;
}
